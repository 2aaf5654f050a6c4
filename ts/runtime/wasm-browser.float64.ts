import { unpack } from './unpack-lzma.js'
import { lengths, packed } from './wasm/float64?lzma'

const modules = unpack(packed, lengths)

/** The double-precision counterpart of `wasm-browser.ts`: the bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => modules(0)
