/** Formatter, linter and types of both languages: `npm run check`. Rust is checked where it is installed. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const node = (script, ...options) => [process.execPath, script, ...options]
const cargo = (...options) => ['cargo', ...options, '--manifest-path', 'crates/Cargo.toml']

const typescript = [
  node('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
  node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'ts'),
  node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test'),
]
const rust = [
  [...cargo('fmt', '--all', '--check')],
  [...cargo('clippy', '--workspace', '--all-targets', '--locked'), '--', '-D', 'warnings'],
  [
    ...cargo('clippy', '-p', 'grad128-bindings', '--all-targets', '--locked', '--features', 'float64'),
    '--',
    '-D',
    'warnings',
  ],
]

const hasRust = spawnSync('cargo', ['clippy', '--version']).status === 0
if (!hasRust)
  console.log('Rust is not checked: there is no cargo with clippy here (scripts/setup-rust.sh installs it).')
for (const [command, ...options] of hasRust ? [...typescript, ...rust] : typescript) {
  const { status, error } = spawnSync(command, options, { stdio: 'inherit' })
  if (error !== undefined) throw error
  if (status !== 0) process.exit(status ?? 1)
}
