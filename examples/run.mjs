/** Runs an example by its name: `npm run example convolution`, with the example's own options behind. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('./', import.meta.url)
const program = (name) => new URL(`${name}/main.mjs`, folder)
const names = readdirSync(folder).filter((name) => existsSync(program(name)))
const [name, ...options] = process.argv.slice(2)

if (name === undefined || !names.includes(name)) {
  console.error(`npm run example NAME, where NAME is one of:\n${names.map((each) => `  ${each}`).join('\n')}`)
  process.exit(2)
}
const { status } = spawnSync(process.execPath, [fileURLToPath(program(name)), ...options], { stdio: 'inherit' })
process.exitCode = status ?? 1
