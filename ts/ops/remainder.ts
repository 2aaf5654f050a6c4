import { div, mul, neg } from './arithmetic.js'
import { binary } from './declare/binary.js'
import { floor, trunc } from './rounding.js'

/** y = a − b·trunc(a/b): the remainder with the sign of a, as C's fmod. Same as torch.fmod. Shapes broadcast. */
export const fmod = binary('fmod', {
  kernel: 'fmod',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(mul(dy, trunc(div(a, b)))) },
})

/** y = a − b·floor(a/b): the remainder with the sign of b, as Python's %. Same as torch.remainder. Shapes broadcast. */
export const remainder = binary('remainder', {
  kernel: 'remainder',
  a: { reads: [], gradient: (dy) => dy },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => neg(mul(dy, floor(div(a, b)))) },
})
