import { unpack } from './unpack-brotli.js'
import packedCore from './wasm/float64.wasm?brotli'

/** The double-precision counterpart of `wasm-node.ts`: the bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => unpack(packedCore)
