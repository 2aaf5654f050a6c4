import { IndexError, ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { show, sizeOf, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { cat } from './cat.js'
import { assertTensor } from './declare/assert-tensor.js'
import { around } from './declare/reduction.js'
import { expand } from './expand.js'
import { flatten, reshape } from './reshape.js'
import { narrow } from './slice.js'

/** The tensor laid out `counts` times along each dimension; more counts than dimensions add some in front. Same as torch.Tensor.repeat. */
export function repeat(self: Tensor, counts: readonly number[]): Tensor {
  assertTensor('repeat', self)
  const valid = Array.isArray(counts) && counts.every((n) => Number.isInteger(n) && n >= 0)
  if (!valid) throw new TypeError(`repeat: expected an array of counts of at least 0, got ${nameOf(counts)}`)
  if (counts.length < self.ndim) {
    throw new ShapeError('repeat', {
      expected: `at least ${self.ndim} counts for shape ${show(self.shape)}`,
      got: show(counts),
    })
  }
  const added = counts.length - self.ndim
  const sizes = counts.map((_, d) => (d < added ? 1 : (self.shape[d - added] as number)))
  sizeOf(
    'repeat',
    sizes.map((size, d) => size * (counts[d] as number)),
  )
  return composite(() => counts.reduce((t, count, d) => repeated(t, d, count), reshape(self, sizes)))
}

/** [a, n, b] becomes [a, 1, n·b], stretches to [a, count, n·b], and is read as [a, count·n, b]. */
function repeated(t: Tensor, dim: number, count: number): Tensor {
  if (count === 1) return t
  const [outer, length, inner] = around(t.shape, dim)
  const stretched = expand(reshape(t, [outer, 1, length * inner]), [outer, count, length * inner])
  return reshape(
    stretched,
    t.shape.map((size, d) => (d === dim ? size * count : size)),
  )
}

/**
 * The elements moved on by `shifts` along `dims`; what leaves at one end comes in at the other. Without dims the
 * flattened tensor is rolled. Same as torch.roll. @throws IndexError
 */
export function roll(self: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor {
  assertTensor('roll', self)
  const list = typeof shifts === 'number' ? [shifts] : shifts
  if (!Array.isArray(list) || !list.every(Number.isInteger)) {
    throw new TypeError(`roll: expected whole numbers to shift by, got ${nameOf(shifts)}`)
  }
  if (dims === undefined) return composite(() => reshape(rolled(flatten(self), list[0] as number, 0), self.shape))
  const axes = (typeof dims === 'number' ? [dims] : dims).map((dim) => toDim('roll', dim, self.ndim))
  if (axes.length !== list.length) {
    throw new IndexError('roll', { expected: 'a dimension for each shift', got: `${show(list)} and ${show(axes)}` })
  }
  return composite(() => axes.reduce((t, axis, i) => rolled(t, list[i] as number, axis), self))
}

function rolled(x: Tensor, shift: number, axis: number): Tensor {
  const length = x.shape[axis] ?? 0
  if (length === 0) return reshape(x, x.shape)
  const cut = (((length - shift) % length) + length) % length
  return cat([narrow(x, axis, cut, length - cut), narrow(x, axis, 0, cut)], axis)
}
