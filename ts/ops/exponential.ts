import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { unary } from './declare/unary.js'

/**
 * y = eˣ; in single precision a polynomial (Cephes, expf), at most 1.1 units in the last place off. Same as torch.exp.
 */
export const exp = unary('exp', { kernel: 'exp', saves: 'y', backward: (dy: Tensor, y: Tensor) => mul(dy, y) })

/** y = eˣ − 1, exact near 0. Same as torch.expm1. */
export const expm1 = unary('expm1', { kernel: 'expm1', saves: 'y', backward: 'expm1_backward' })

/** y = ln x: −∞ at 0, NaN below. Same as torch.log. */
export const log = unary('log', { kernel: 'log', saves: 'x', backward: 'log_backward' })

/** y = ln(1 + x), exact near 0: −∞ at −1, NaN below. Same as torch.log1p. */
export const log1p = unary('log1p', { kernel: 'log1p', saves: 'x', backward: 'log1p_backward' })
