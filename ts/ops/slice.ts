import { IndexError } from '../errors.js'
import { nameOf } from '../options.js'
import { show, stridesOf, toDim, toDims } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { type Window, windowOf } from './declare/window.js'

/**
 * Elements start, start + step, … before end along `dim`. Negative positions count from the end, and positions beyond
 * the ends are moved there. Same as torch indexing with start:end:step, but a copy.
 *
 * @throws IndexError for a step below 1 or a dimension that is not there
 */
export function slice(self: Tensor, dim: number, start?: number, end?: number, step = 1): Tensor {
  assertTensor('slice', self)
  const axis = axisOf('slice', self, dim)
  const length = self.shape[axis] as number
  if (!Number.isInteger(step) || step < 1) {
    throw new IndexError('slice', { expected: 'a step that is a whole number of at least 1', got: nameOf(step) })
  }
  const from = clipped('slice', start ?? 0, length)
  const to = Math.max(from, clipped('slice', end ?? length, length))
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
  const from = start < 0 ? start + size : start
  if (!Number.isInteger(from) || !Number.isInteger(length) || from < 0 || length < 0 || from + length > size) {
    throw new IndexError('narrow', {
      expected: `a start and a length within the ${size} elements of dimension ${dim}`,
      got: `${nameOf(start)} and ${nameOf(length)}`,
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
  const position = index < 0 ? index + size : index
  if (!Number.isInteger(position) || position < 0 || position >= size) {
    throw new IndexError('select', {
      expected: `an index from ${-size} to ${size - 1} for dimension ${dim} of shape ${show(self.shape)}`,
      got: nameOf(index),
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

/** A dimension of a tensor that has some. @throws IndexError */
export function axisOf(op: string, t: Tensor, dim: number): number {
  const axis = toDim(op, dim, t.ndim)
  if (t.ndim > 0) return axis
  throw new IndexError(op, { expected: 'a tensor of at least one dimension', got: 'one of none' })
}

function clipped(op: string, position: number, length: number): number {
  if (typeof position !== 'number' || Number.isNaN(position)) {
    throw new TypeError(`${op}: expected positions as numbers, got ${nameOf(position)}`)
  }
  return Math.min(length, Math.max(0, Math.trunc(position < 0 ? position + length : position)))
}
