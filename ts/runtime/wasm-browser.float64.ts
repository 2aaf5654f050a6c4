import { unpack } from './unpack-lzma.js'
import packedCore from './wasm/float64.wasm?lzma'

/** The double-precision counterpart of `wasm-browser.ts`: the bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => unpack(packedCore)
