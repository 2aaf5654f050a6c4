import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds, rustFlags, wasmOptFlags } from './builds.mjs'

/** Folders under crates/ that no build reads. */
const ignoredFolders = new Set(['target', 'tests', 'benches'])

function* sourcesUnder(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!ignoredFolders.has(entry.name)) yield* sourcesUnder(root, path)
    } else if (entry.name.endsWith('.rs') || entry.name === 'Cargo.toml' || entry.name === 'Cargo.lock') {
      yield path
    }
  }
}

/** What changes a module after it was linked. */
const afterLinking = [
  'scripts/wasm/drop-glue.mjs',
  'scripts/wasm/order-functions.mjs',
  'scripts/wasm/order-variables.mjs',
  'ts/runtime/unpack/walk-module.ts',
]

/**
 * sha256 over what the builds are made of: Rust and Cargo files and what changes modules afterwards, by path and content,
 * and the table of builds.
 */
export function sourceHash(root) {
  const hash = createHash('sha256').update(JSON.stringify({ builds, rustFlags, wasmOptFlags }))
  for (const path of [...sourcesUnder(root, 'crates'), ...afterLinking].sort()) {
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')
    hash.update(`\0${path}\0${text}`)
  }
  return hash.digest('hex')
}
