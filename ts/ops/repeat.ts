import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { composite } from '../tensor/lifetime.js'
import { show, sizeOf } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { cat } from './cat.js'
import { clone } from './clone.js'
import { assertTensor } from './declare/assert-tensor.js'
import { around } from './declare/reduction.js'
import { expand } from './expand.js'
import { flatten, reshape } from './reshape.js'
import { axisOf, narrow } from './slice.js'

/**
 * The tensor laid out `counts` times along each dimension; more counts than dimensions add some in front.
 * Same as torch.Tensor.repeat. @throws ShapeError for fewer counts than dimensions
 */
export function repeat(self: Tensor, counts: readonly number[]): Tensor {
  assertTensor('repeat', self)
  if (!Array.isArray(counts)) throw new TypeError(`repeat: expected an array of counts, got ${nameOf(counts)}`)
  for (const count of counts) assertWhole('repeat', 'each count', count, 0)
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
  const isCopied = counts.some((n) => n !== 1)
  return composite(() =>
    counts.reduce((t, count, d) => repeated(t, d, count), reshape(isCopied ? self : clone(self), sizes)),
  )
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
 * flattened tensor is rolled by one shift. Same as torch.roll. @throws IndexError
 */
export function roll(self: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor {
  assertTensor('roll', self)
  const list = typeof shifts === 'number' ? [shifts] : shifts
  if (!Array.isArray(list)) throw new TypeError(`roll: expected a shift or an array of shifts, got ${nameOf(shifts)}`)
  for (const shift of list) assertWhole('roll', 'each shift', shift)
  const axes = axesOf(self, dims)
  if (axes.length === 0 && list.length === 1) {
    return composite(() => reshape(rolled(flatten(self), list[0] as number, 0), self.shape))
  }
  if (axes.length !== list.length) {
    throw new ValueError('roll', {
      expected: 'a dimension for each shift',
      got: `shifts ${show(list)} and dimensions ${show(axes)}`,
      remedy: 'Only a single shift may do without dimensions: it rolls the flattened tensor',
    })
  }
  return composite(() => axes.reduce((t, axis, i) => rolled(t, list[i] as number, axis), self))
}

function axesOf(self: Tensor, dims: number | readonly number[] | undefined): number[] {
  const list = dims === undefined ? [] : typeof dims === 'number' ? [dims] : dims
  if (!Array.isArray(list)) {
    throw new TypeError(`roll: expected a dimension as a number, or an array of them, got ${nameOf(dims)}`)
  }
  return list.map((dim) => axisOf('roll', self, dim))
}

function rolled(x: Tensor, shift: number, axis: number): Tensor {
  const length = x.shape[axis] ?? 0
  if (length === 0) return reshape(x, x.shape)
  const cut = (((length - shift) % length) + length) % length
  return cat([narrow(x, axis, cut, length - cut), narrow(x, axis, 0, cut)], axis)
}
