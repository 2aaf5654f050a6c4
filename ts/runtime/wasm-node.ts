import { unpack } from './unpack/unpack-brotli.js'
import { lengths, packed } from './wasm/simd+relaxed?brotli'

// For browsers, `wasm-browser.ts` is in the place of this file.

const modules = unpack(packed, lengths)

/** The bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => modules(0)

/** The bytes of the module of faster products beside the core. */
export const relaxed = (): Uint8Array<ArrayBuffer> => modules(1)
