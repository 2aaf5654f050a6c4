import type { Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { cast } from './cast.js'
import { eq, gt, lt } from './comparison.js'
import { binary } from './declare/binary.js'
import { logicalNot } from './logic.js'

// Whoever is not beaten gets the gradient, also where one is NaN; equal operands share it, as in torch.
const share = (dy: Tensor, beaten: Tensor, a: Tensor, b: Tensor | number): Tensor =>
  mul(dy, sub(cast(logicalNot(beaten), dy.dtype), mul(cast(eq(a, b), dy.dtype), 0.5)))

/**
 * y = the larger of a and b; NaN wins. Shapes broadcast. Equal operands share the gradient. Same as torch.maximum, but
 * b may be a number, and bool counts as int32.
 */
export const maximum = binary('maximum', {
  kernel: 'maximum',
  integer: 'maximum_i32',
  a: { reads: ['a', 'b'], gradient: (dy, { a, b }) => share(dy, lt(a, b), a, b) },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => share(dy, gt(a, b), a, b) },
})

/**
 * y = the smaller of a and b; NaN wins. Shapes broadcast. Equal operands share the gradient. Same as torch.minimum, but
 * b may be a number, and bool counts as int32.
 */
export const minimum = binary('minimum', {
  kernel: 'minimum',
  integer: 'minimum_i32',
  a: { reads: ['a', 'b'], gradient: (dy, { a, b }) => share(dy, gt(a, b), a, b) },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => share(dy, lt(a, b), a, b) },
})
