import type { Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { eq, ge } from './comparison.js'
import { binary } from './declare/binary.js'
import { unary } from './declare/unary.js'
import { log } from './exponential.js'
import { logicalAnd } from './logic.js'
import { maskedFill } from './where.js'

/** y = aᵇ, real. Same as torch.pow. Shapes broadcast. The derivative in b is 0 where a = 0 and b ≥ 0. */
export const pow = binary('pow', {
  kernel: 'pow',
  // d(aᵇ)/da = b·aᵇ⁻¹, and 0 where b = 0 even if a = 0
  a: {
    reads: ['a', 'b'],
    gradient: (dy, { a, b }) => {
      if (typeof b === 'number') return b === 0 ? mul(dy, 0) : mul(dy, mul(pow(a, b - 1), b))
      return maskedFill(mul(dy, mul(pow(a, sub(b, 1)), b)), eq(b, 0), 0)
    },
  },
  // d(aᵇ)/db = aᵇ·ln a
  b: {
    reads: ['a', 'b'],
    gradient: (dy, { a, b }) => {
      const undefinedLog = logicalAnd(eq(a, 0), ge(b as Tensor, 0))
      return maskedFill(mul(dy, mul(pow(a, b), log(a))), undefinedLog, 0)
    },
  },
})

/** y = x². Same as torch.square. */
export const square = unary('square', { kernel: 'square', saves: 'x', backward: 'square_backward' })

/** y = √x. Same as torch.sqrt. */
export const sqrt = unary('sqrt', { kernel: 'sqrt', saves: 'y', backward: 'sqrt_backward' })

/** y = 1/√x. Same as torch.rsqrt. */
export const rsqrt = unary('rsqrt', { kernel: 'rsqrt', saves: 'y', backward: 'rsqrt_backward' })

/** y = 1/x. Same as torch.reciprocal. */
export const reciprocal = unary('reciprocal', { kernel: 'reciprocal', saves: 'y', backward: 'reciprocal_backward' })
