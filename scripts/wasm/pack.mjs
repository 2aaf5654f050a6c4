import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { compressLzma } from './compress-lzma.mjs'
import { sortModules } from './sort-modules.mjs'

const packers = {
  brotli(bytes) {
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 }
    return brotliCompressSync(bytes, { params })
  },
  lzma: compressLzma,
}

/** Packing a core takes seconds, every time the package is built; it changes only when the core does. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/grad128/', import.meta.url))

/** What was packed with other settings is of no use. */
const settings = readFileSync(new URL('./compress-lzma.mjs', import.meta.url))

/**
 * WebAssembly modules packed together and written in base64; for browsers, where their size counts, sorted before.
 *
 * @param {readonly Buffer[]} modules
 * @param {keyof typeof packers} packer
 */
export function pack(modules, packer) {
  if (packer === 'brotli') return { packed: packedOnce(Buffer.concat(modules), packer) }
  const kinds = sortModules(modules)
  return { packed: packedOnce(Buffer.concat(kinds), packer), kinds: kinds.map(({ length }) => length) }
}

function packedOnce(bytes, packer) {
  const hash = createHash('sha256').update(settings).update(bytes).digest('hex')
  const kept = `${cache}${hash}.${packer}`
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true })
    // Under another name until it is whole, should two builds run at once or one be stopped.
    const unfinished = `${kept}.${process.pid}`
    writeFileSync(unfinished, packers[packer](bytes))
    renameSync(unfinished, kept)
  }
  return readFileSync(kept).toString('base64')
}

/** @param {string} name */
export const isPacker = (name) => Object.hasOwn(packers, name)
