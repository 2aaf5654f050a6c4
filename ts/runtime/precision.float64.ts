import * as bytes from '#wasm'
import { instantiate } from './instantiate.js'

/** The double-precision counterpart of `precision.ts`, line by line. */
export type RealDType = 'float64'
export const realDType: RealDType = 'float64'

/** Bytes of one real number. */
export const realBytes = 8

export type RealArray = Float64Array<ArrayBuffer>
export const RealArray = Float64Array

/** The step and tolerances that gradcheck starts from, as torch.autograd.gradcheck's. */
export const gradcheckDefaults = { eps: 1e-6, atol: 1e-5, rtol: 1e-3 }

/** The core: every kernel, in instructions that all engines have. */
export const core = { tier: 'float64', instantiate: () => instantiate(bytes.core()) } as const

/** Double precision is there to check with; nothing makes it faster. */
export const relaxedModule = null
