import { unpack } from './unpack/unpack-brotli.js'
import { lengths, packed } from './wasm/float64?brotli'

const modules = unpack(packed, lengths)

/** The double-precision counterpart of `wasm-node.ts`: the bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => modules(0)
