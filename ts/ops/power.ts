import { ValueError } from '../errors.js'
import { realDType } from '../runtime/precision.js'
import { Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { eq, ge, lt } from './comparison.js'
import { assertTensor } from './declare/assert-tensor.js'
import { binary } from './declare/binary.js'
import { assertOperand } from './declare/operand.js'
import { unary } from './declare/unary.js'
import { log } from './exponential.js'
import { anyOf, firstWhere, logicalAnd } from './logic.js'
import { maskedFill } from './where.js'

/**
 * y = aᵇ, and 1 where b = 0. Shapes broadcast; whole numbers stay whole and wrap around. The derivative in b is 0 where
 * a = 0 and b ≥ 0. Same as torch.pow, but bool counts as int32.
 *
 * @throws ValueError for whole numbers with a negative exponent
 */
export function pow(self: Tensor, exponent: Tensor | number): Tensor {
  assertTensor('pow', self)
  assertOperand('pow', exponent, 'exponent')
  if (self.dtype !== realDType) assertExponents(exponent)
  return power(self, exponent)
}

/** Whole numbers to a negative power are no whole numbers. */
function assertExponents(exponent: Tensor | number): void {
  const whole = exponent instanceof Tensor ? exponent.dtype !== realDType : Number.isInteger(exponent)
  const negative = whole && (exponent instanceof Tensor ? anyOf(lt(exponent, 0)) : exponent < 0)
  if (!negative) return
  throw new ValueError('pow', {
    expected: 'exponents of at least 0 for whole numbers',
    got: firstWhere(exponent, (value) => value < 0),
    remedy: `Use cast('${realDType}') first`,
  })
}

const power = binary('pow', {
  kernel: 'pow',
  integer: 'pow_i32',
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

/** y = x². Whole numbers stay whole and wrap around. Same as torch.square. */
export function square(self: Tensor): Tensor {
  assertTensor('square', self)
  return self.dtype === realDType ? squareReal(self) : mul(self, self)
}

const squareReal = unary('square', { kernel: 'square', saves: 'x', backward: 'square_backward' })

/** y = √x, NaN below 0; the derivative at 0 is infinite. Same as torch.sqrt. */
export const sqrt = unary('sqrt', { kernel: 'sqrt', saves: 'y', backward: 'sqrt_backward' })

/** y = 1/√x: ∞ at 0, NaN below. Same as torch.rsqrt. */
export const rsqrt = unary('rsqrt', { kernel: 'rsqrt', saves: 'y', backward: 'rsqrt_backward' })

/** y = 1/x, infinite at 0. Same as torch.reciprocal. */
export const reciprocal = unary('reciprocal', { kernel: 'reciprocal', saves: 'y', backward: 'reciprocal_backward' })
