import { kinds, lengths, packed } from './wasm/simd+relaxed?lzma'

// The payload, which gzip cannot make smaller, is imported first: so it does not stand between texts that resemble each
// other.

import { unpack } from './unpack/unpack-lzma.js'

// For Node, `wasm-node.ts` is in the place of this file.

const modules = unpack(packed, kinds, lengths)

/** The bytes of the core. */
export const core = (): Uint8Array<ArrayBuffer> => modules(0)

/** The bytes of the module of faster products beside the core. */
export const relaxed = (): Uint8Array<ArrayBuffer> => modules(1)
