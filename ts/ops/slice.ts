import { IndexError } from '../errors.js'
import { assertWhole } from '../tensor/assert-number.js'
import { show, stridesOf, toDim, toDims } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { type Window, windowOf } from './declare/window.js'

/**
 * Elements start, start + step, … before end along `dim`. Negative positions count from the end, and positions beyond
 * the ends are moved there. Same as torch indexing with start:end:step, but a copy.
 *
 * @throws ValueError for a step below 1, IndexError for a dimension that is not there
 */
export function slice(self: Tensor, dim: number, start?: number, end?: number, step = 1): Tensor {
  assertTensor('slice', self)
  const axis = axisOf('slice', self, dim)
  const length = self.shape[axis] as number
  assertWhole('slice', 'step', step, 1)
  const from = start === undefined ? 0 : clipped('start', start, length)
  const to = end === undefined ? length : Math.max(from, clipped('end', end, length))
  return windowOf('slice', self, along(self, axis, from, Math.ceil((to - from) / step), step))
}

/**
 * `length` elements from `start` on along `dim`. Same as torch.narrow, but a copy.
 *
 * @throws IndexError when they are not there
 */
export function narrow(self: Tensor, dim: number, start: number, length: number): Tensor {
  assertTensor('narrow', self)
  const axis = axisOf('narrow', self, dim)
  const size = self.shape[axis] as number
  assertWhole('narrow', 'start', start)
  assertWhole('narrow', 'length', length, 0)
  const from = start < 0 ? start + size : start
  if (from < 0 || from + length > size) {
    throw new IndexError('narrow', {
      expected: `a start and a length within the ${size} elements of dimension ${dim} of shape ${show(self.shape)}`,
      got: `${start} and ${length}`,
    })
  }
  return windowOf('narrow', self, along(self, axis, from, length, 1))
}

/**
 * The part at position `index` along `dim`, without that dimension. Same as torch.select, but a copy.
 *
 * @throws IndexError
 */
export function select(self: Tensor, dim: number, index: number): Tensor {
  assertTensor('select', self)
  const axis = axisOf('select', self, dim)
  const size = self.shape[axis] as number
  assertWhole('select', 'index', index)
  const position = index < 0 ? index + size : index
  if (position < 0 || position >= size) {
    const range = size === 0 ? 'no index' : `an index from ${-size} to ${size - 1}`
    throw new IndexError('select', {
      expected: `${range} for dimension ${dim} of shape ${show(self.shape)}`,
      got: String(index),
    })
  }
  const { shape, strides, offset } = along(self, axis, position, 1, 1)
  const rest = (_: number, d: number) => d !== axis
  return windowOf('select', self, { shape: shape.filter(rest), strides: strides.filter(rest), offset })
}

/** The order of elements reversed along the given dimensions. Same as torch.flip. @throws IndexError */
export function flip(self: Tensor, dims: number | readonly number[]): Tensor {
  assertTensor('flip', self)
  const axes = toDims('flip', dims, self.ndim)
  const own = stridesOf(self.shape)
  const strides = own.map((stride, d) => (axes.includes(d) ? -stride : stride))
  const offset =
    self.ndim === 0 ? 0 : axes.reduce((sum, d) => sum + ((self.shape[d] as number) - 1) * (own[d] as number), 0)
  return windowOf('flip', self, { shape: self.shape, strides, offset })
}

/** The window of `count` elements along one dimension, all of the others. */
export function along(t: Tensor, axis: number, start: number, count: number, step: number): Window {
  const strides = stridesOf(t.shape)
  const offset = count === 0 ? 0 : start * (strides[axis] as number)
  return {
    shape: t.shape.map((size, d) => (d === axis ? count : size)),
    strides: strides.map((stride, d) => (d === axis ? stride * step : stride)),
    offset,
  }
}

/** The dimension, counted from the front, of a tensor that has any. @throws IndexError */
export function axisOf(op: string, t: Tensor, dim: number): number {
  const axis = toDim(op, dim, t.ndim)
  if (t.ndim > 0) return axis
  throw new IndexError(op, { expected: 'a tensor of at least one dimension', got: show(t.shape) })
}

function clipped(argument: string, position: number, length: number): number {
  // Infinity is a way to say "to the end".
  if (position !== Number.POSITIVE_INFINITY) assertWhole('slice', argument, position)
  return Math.min(length, Math.max(0, position < 0 ? position + length : position))
}
