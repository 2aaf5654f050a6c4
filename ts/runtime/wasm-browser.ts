import { unpack } from './unpack-lzma.js'
import packedRelaxed from './wasm/relaxed.wasm?lzma'
import packedCore from './wasm/simd.wasm?lzma'

// For Node, `wasm-node.ts` is in the place of this file.

/** The bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => unpack(packedCore)

/** The bytes of the module of faster products beside the core. */
export const relaxed = (): Uint8Array<ArrayBuffer> => unpack(packedRelaxed)
