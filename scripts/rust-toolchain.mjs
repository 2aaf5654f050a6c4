import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const target = 'wasm32-unknown-unknown'
const remedy = 'Set the Rust tools up with scripts/setup-rust.sh, and the JavaScript ones with `npm ci`.'

/** Runs a program to its end and returns what it printed; its messages are shown, its failure is an error. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options })
  if (result.error !== undefined) throw new Error(`${command} cannot be run (${result.error.message}). ${remedy}`)
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed${result.stdout ? `:\n${result.stdout}` : ''}`)
  return (result.stdout ?? '').trim()
}

/**
 * The compiler and tools that scripts/setup-rust.sh put in place: the environment to run them in, what cargo must be
 * told, which folders must not show in the binary, and the versions that decide its bytes.
 */
export function rustToolchain(root) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const path = [join(cache, 'grad128', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  // libm's way to wasm's square root and rounding instructions is a nightly feature, and so are the -Z flags: a stable
  // compiler takes them when it is told so.
  const env = { ...process.env, PATH: path, RUSTC_BOOTSTRAP: '1' }
  const version = (command) => run(command, ['--version'], { env })

  const sysroot = run('rustc', ['--print', 'sysroot'], { env })
  const rustSource = join(sysroot, 'lib/rustlib/src/rust')
  const versions = { rustc: version('rustc'), linker: 'of rustc' }
  // The standard library is compiled with the rest, so that it panics in the same way.
  if (!existsSync(join(rustSource, 'library/core'))) throw new Error(`rustc's own sources are missing. ${remedy}`)
  const cargoArguments = ['-Z', 'build-std=core,alloc,compiler_builtins']
  if (!hasTarget(sysroot)) {
    env.CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER = 'wasm-ld'
    versions.linker = version('wasm-ld')
  }
  for (const tool of ['wasm-pack', 'wasm-bindgen', 'wasm-opt']) versions[tool] = version(tool)
  return { env, cargoArguments, rustSource, versions }
}

function hasTarget(sysroot) {
  const folder = join(sysroot, 'lib/rustlib', target, 'lib')
  return existsSync(folder) && readdirSync(folder).some((file) => file.startsWith('libcore-'))
}

/** Folders of this machine and the names that stand for them in the binary, as rustc's remap flags want them. */
export function remappedFolders(root, rustSource) {
  const registry = join(process.env.CARGO_HOME || join(homedir(), '.cargo'), 'registry/src')
  const packages = existsSync(registry) ? readdirSync(registry).map((folder) => join(registry, folder)) : []
  const sources = existsSync(rustSource) ? [rustSource, realpathSync(rustSource)] : []
  return [
    [root, '/grad128'],
    ...packages.map((folder) => [folder, '/crate']),
    ...sources.map((folder) => [folder, '/rust']),
  ]
}
