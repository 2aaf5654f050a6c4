import { unpack } from './unpack-brotli.js'
import packedRelaxed from './wasm/relaxed.wasm?brotli'
import packedCore from './wasm/simd.wasm?brotli'

// For browsers, `wasm-browser.ts` is in the place of this file.

/** The bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => unpack(packedCore)

/** The bytes of the module of faster products beside the core. */
export const relaxed = (): Uint8Array<ArrayBuffer> => unpack(packedRelaxed)
