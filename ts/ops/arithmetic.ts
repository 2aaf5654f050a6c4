import type { Tensor } from '../tensor/tensor.js'
import { binary } from './declare/binary.js'
import { unary } from './declare/unary.js'

/**
 * y = a + b. Shapes broadcast; whole numbers stay whole and wrap around. Same as torch.add, but bool counts as int32.
 */
export const add = binary('add', {
  kernel: 'add',
  integer: 'add_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: [], gradient: (dy) => dy },
})

/**
 * y = a − b. Shapes broadcast; whole numbers stay whole and wrap around. Same as torch.sub, but bool counts as int32.
 */
export const sub = binary('sub', {
  kernel: 'sub',
  integer: 'sub_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: [], gradient: (dy) => neg(dy) },
})

/**
 * y = a · b. Shapes broadcast; whole numbers stay whole and wrap around. Same as torch.mul, but bool counts as int32.
 */
export const mul = binary('mul', {
  kernel: 'mul',
  integer: 'mul_i32',
  a: { reads: ['b'], gradient: (dy, { b }) => mul(dy, b) },
  b: { reads: ['a'], gradient: (dy, { a }) => mul(dy, a) },
})

/** y = a / b, always real; by 0 an infinity or NaN. Shapes broadcast. Same as torch.div. */
export const div = binary('div', {
  kernel: 'div',
  a: { reads: ['b'], gradient: (dy, { b }) => div(dy, b) },
  // d(a/b)/db = −a/b²
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(div(mul(dy, div(a, b)), b)) },
})

/** y = −x. Whole numbers stay whole. Same as torch.neg, but bool counts as int32. */
export const neg = unary('neg', {
  kernel: 'neg',
  integer: 'neg_i32',
  saves: 'nothing',
  backward: (dy: Tensor) => neg(dy),
})

/** y = |x|; the derivative at 0 is 0. Whole numbers stay whole. Same as torch.abs, but bool counts as int32. */
export const abs = unary('abs', { kernel: 'abs', integer: 'abs_i32', saves: 'x', backward: 'abs_backward' })

/** y = −1, 0 or 1, and 0 for NaN; the derivative is 0. Same as torch.sign, but bool counts as int32. */
export const sign = unary('sign', { kernel: 'sign', integer: 'sign_i32', saves: 'nothing', backward: 'zero' })
