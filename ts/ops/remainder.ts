import { ValueError } from '../errors.js'
import { realDType } from '../runtime/precision.js'
import { Tensor } from '../tensor/tensor.js'
import { div, mul, neg, sub } from './arithmetic.js'
import { eq } from './comparison.js'
import { assertTensor } from './declare/assert-tensor.js'
import { binary } from './declare/binary.js'
import { assertOperand } from './declare/operand.js'
import { anyOf, firstWhere } from './logic.js'
import { round, trunc } from './rounding.js'
import { where } from './where.js'

/**
 * y = a − b·trunc(a/b): the remainder with the sign of a, as C's fmod. Shapes broadcast; whole numbers stay whole.
 * Same as torch.fmod. @throws ValueError for whole numbers by 0
 */
export function fmod(self: Tensor, other: Tensor | number): Tensor {
  assertDivisor('fmod', self, other)
  return ofDividend(self, other)
}

/**
 * y = a − b·floor(a/b): the remainder with the sign of b, as Python's %. Shapes broadcast; whole numbers stay whole.
 * Same as torch.remainder. @throws ValueError for whole numbers by 0
 */
export function remainder(self: Tensor, other: Tensor | number): Tensor {
  assertDivisor('remainder', self, other)
  return ofDivisor(self, other)
}

const ofDividend = binary('fmod', {
  kernel: 'fmod',
  integer: 'fmod_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(mul(dy, trunc(div(a, b)))) },
})

const ofDivisor = binary('remainder', {
  kernel: 'remainder',
  integer: 'remainder_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(mul(dy, flooredQuotient(a, b as Tensor))) },
})

/** ⌊a/b⌋ to which the remainder belongs: the rounded quotient may be the next whole number. a/b itself by 0. */
function flooredQuotient(a: Tensor, b: Tensor): Tensor {
  const rest = ofDivisor(a, b)
  // An infinite remainder, by an infinity of the other sign, is all of the divisor.
  const quotient = where(eq(rest, b), -1, round(div(sub(a, rest), b)))
  return where(eq(b, 0), div(a, b), quotient)
}

/** Real numbers by 0 give NaN; whole numbers have none. */
function assertDivisor(op: string, a: Tensor, b: Tensor | number): void {
  assertTensor(op, a)
  assertOperand(op, b, 'other')
  if (a.dtype === realDType) return
  const zero = b instanceof Tensor ? b.dtype !== realDType && anyOf(eq(b, 0)) : b === 0
  if (!zero) return
  const got = firstWhere(b, (value) => value === 0)
  throw new ValueError(op, { expected: 'a divisor other than 0 for whole numbers', got })
}
