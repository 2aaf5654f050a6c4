import * as bytes from '#wasm'
import { instantiate } from './instantiate.js'

/**
 * What distinguishes the two builds of this library: the real number type, and the wasm that computes in it.
 * `precision.float64.ts` stands in for this file in the bundle behind `grad128/float64`.
 */
export type RealDType = 'float32'
export const realDType: RealDType = 'float32'

/** Bytes of one real number. */
export const realBytes = 4

export type RealArray = Float32Array<ArrayBuffer>
export const RealArray = Float32Array

/** Differences that double rounding cannot explain away: the step and tolerances that gradcheck starts from. */
export const gradcheckDefaults = { eps: 1e-2, atol: 2e-2, rtol: 5e-2 }

/** The core: every kernel, in instructions that all engines have. */
export const core = { tier: 'simd', instantiate: () => instantiate(bytes.core()) } as const

/** What relaxed SIMD speeds up, in instructions that some engines have; it computes in the core's memory. */
export const relaxedModule = {
  isSupported: () => WebAssembly.validate(bytes.relaxed()),
  instantiate: (memory: WebAssembly.Memory) => instantiate(bytes.relaxed(), memory),
}
