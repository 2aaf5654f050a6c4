import type { Tensor } from '../tensor/tensor.js'
import { binary } from './declare/binary.js'
import { unary } from './declare/unary.js'

/** y = a + b. Same as torch.add. Shapes broadcast; whole numbers stay whole. */
export const add = binary('add', {
  kernel: 'add',
  integer: 'add_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: [], gradient: (dy) => dy },
})

/** y = a − b. Same as torch.sub. Shapes broadcast; whole numbers stay whole. */
export const sub = binary('sub', {
  kernel: 'sub',
  integer: 'sub_i32',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: [], gradient: (dy) => neg(dy) },
})

/** y = a · b. Same as torch.mul. Shapes broadcast; whole numbers stay whole. */
export const mul = binary('mul', {
  kernel: 'mul',
  integer: 'mul_i32',
  a: { reads: ['b'], gradient: (dy, { b }) => mul(dy, b) },
  b: { reads: ['a'], gradient: (dy, { a }) => mul(dy, a) },
})

/** y = a / b, always real. Same as torch.div. Shapes broadcast. */
export const div = binary('div', {
  kernel: 'div',
  a: { reads: ['b'], gradient: (dy, { b }) => div(dy, b) },
  // d(a/b)/db = −a/b²
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(div(mul(dy, div(a, b)), b)) },
})

/** y = −x. Same as torch.neg. */
export const neg = unary('neg', {
  kernel: 'neg',
  integer: 'neg_i32',
  saves: 'nothing',
  backward: (dy: Tensor) => neg(dy),
})

/** y = |x|; the derivative at 0 is 0. Same as torch.abs. */
export const abs = unary('abs', { kernel: 'abs', integer: 'abs_i32', saves: 'x', backward: 'abs_backward' })

/** y = −1, 0 or 1; the derivative is 0. Same as torch.sign. */
export const sign = unary('sign', { kernel: 'sign', integer: 'sign_i32', saves: 'nothing', backward: 'zero' })
