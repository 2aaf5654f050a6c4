// Says whether the checked-in WebAssembly is what the Rust sources make: `npm run wasm:check [-- --rebuilt DIR]`.
// Needs no Rust. With --rebuilt, the bytes of a fresh build (`npm run wasm -- --out DIR`) are compared as well.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { wasmFolder } from './wasm/builds.mjs'
import { wasmLeaks } from './wasm/leaks.mjs'
import { sourceHash } from './wasm/source-hash.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const { values: options } = parseArgs({ options: { rebuilt: { type: 'string' } } })
const folder = join(root, wasmFolder)
const problems = []

/** What a folder of builds says of itself. */
function record(from) {
  const path = join(from, 'build.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { files: {} }
}

function hashOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

const checkedIn = record(folder)
if (checkedIn.sources === undefined) problems.push(`${wasmFolder}/build.json is missing`)
else if (checkedIn.sources !== sourceHash(root)) {
  problems.push(`${wasmFolder} is stale: crates/ or the table of builds changed since it was built`)
}
for (const [file, { sha256 }] of Object.entries(checkedIn.files)) {
  const path = join(folder, file)
  if (!existsSync(path)) problems.push(`${wasmFolder}/${file} is missing`)
  else if (hashOf(path) !== sha256) problems.push(`${wasmFolder}/${file} is not the file that was built`)
  else problems.push(...wasmLeaks(file, readFileSync(path), root))
}
for (const file of existsSync(folder) ? readdirSync(folder) : []) {
  if (file !== 'build.json' && checkedIn.files[file] === undefined)
    problems.push(`${wasmFolder}/${file} is of no build`)
}

/** Compares the bytes of a fresh build; other bytes are a fault only when the same tools made both. */
function compareWith(fresh) {
  const names = [...new Set([...Object.keys(fresh.files), ...Object.keys(checkedIn.files)])]
  const different = names.filter((file) => fresh.files[file]?.sha256 !== checkedIn.files[file]?.sha256)
  if (different.length === 0) console.log('The fresh build has the bytes of the checked-in one.')
  else if (isDeepStrictEqual(fresh.versions, checkedIn.versions)) {
    problems.push(`A fresh build by the same tools has other bytes: ${different.join(', ')}`)
  } else {
    const tools = Object.keys(fresh.versions).filter((tool) => fresh.versions[tool] !== checkedIn.versions?.[tool])
    const changes = tools.map((tool) => `${tool}: ${checkedIn.versions?.[tool]} → ${fresh.versions[tool]}`)
    console.log(`Note: other tools make other bytes (${different.join(', ')}).\n  ${changes.join('\n  ')}`)
  }
}

if (options.rebuilt !== undefined) {
  const fresh = record(resolve(options.rebuilt))
  if (fresh.sources === undefined) problems.push(`${options.rebuilt} holds no build.json`)
  else compareWith(fresh)
}

if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nBuild it again with \`npm run wasm\` and commit what it makes.`)
  process.exit(1)
}
console.log(`${wasmFolder} is what crates/ makes.`)
