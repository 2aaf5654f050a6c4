import { IndexError, ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { cat } from './cat.js'
import { clone } from './clone.js'
import { assertTensor } from './declare/assert-tensor.js'
import { expand } from './expand.js'
import { flatten, reshape } from './reshape.js'
import { axisOf, narrow } from './slice.js'

/**
 * The tensor laid out `counts` times along each dimension; more counts than dimensions add some in front.
 * Same as torch.Tensor.repeat. @throws ShapeError for fewer counts than dimensions
 */
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
  // [a, b] becomes [1, a, 1, b], stretches to [n, a, m, b], and is read as [n·a, m·b].
  const spread = sizes.flatMap((size) => [1, size])
  const stretched = sizes.flatMap((size, d) => [counts[d] as number, size])
  const shape = sizes.map((size, d) => size * (counts[d] as number))
  const isCopied = counts.some((n) => n !== 1)
  return composite(() => reshape(isCopied ? expand(reshape(self, spread), stretched) : clone(self), shape))
}

/**
 * The elements moved on by `shifts` along `dims`; what leaves at one end comes in at the other. Without dims the
 * flattened tensor is rolled by one shift. Same as torch.roll. @throws IndexError
 */
export function roll(self: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor {
  assertTensor('roll', self)
  const list = typeof shifts === 'number' ? [shifts] : shifts
  if (!Array.isArray(list) || !list.every(Number.isInteger)) {
    throw new TypeError(`roll: expected whole numbers to shift by, got ${nameOf(shifts)}`)
  }
  if (dims === undefined) return composite(() => reshape(rolled(flatten(self), list[0] as number, 0), self.shape))
  const axes = (typeof dims === 'number' ? [dims] : dims).map((dim) => axisOf('roll', self, dim))
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
