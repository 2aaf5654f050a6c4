import { unpack } from './unpack/unpack-lzma.js'
import { kinds, lengths, packed } from './wasm/float64?lzma'

const modules = unpack(packed, kinds, lengths)

/** The double-precision counterpart of `wasm-browser.ts`: the bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => modules(0)
