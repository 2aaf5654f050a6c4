import { isRecorded, record } from '../autograd/record.js'
import { DTypeError, ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { copyOf, emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { fill } from '../tensor/fill.js'
import { composite, writable } from '../tensor/lifetime.js'
import { type Shape, sameShape, show, stridesOf, toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertHolds } from './assert-holds.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertIndices } from './declare/indices.js'
import { assertOperand } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { readWindow, type Window, writeWindow } from './declare/window.js'

/**
 * y[…, j, …] = self[…, index[…, j, …], …]: for each index the element that it names along `dim`. The index may be
 * smaller than self in the other dimensions. Same as torch.gather, but the index is int32.
 *
 * @throws IndexError, ShapeError, DTypeError
 */
export function gather(self: Tensor, dim: number, index: Tensor): Tensor {
  const axis = checkedAxis('gather', self, dim, index)
  const y = composite(() => picked('gather', cornerOf('gather', self, index.shape, axis), index, axis))
  if (isRecorded(self)) {
    const { shape } = self
    record('gather', [self], [y], [index], index, ([dy], saved) => [
      added('gather', fill(shape, 0, (dy as Tensor).dtype, 'gather'), saved, dy as Tensor, axis),
    ])
  }
  return y
}

/**
 * A copy of self in which src[…, j, …] is written to position index[…, j, …] along `dim`; of several writers the last
 * one stays. Same as torch.scatter, but the index is int32, and torch leaves open which writer stays.
 *
 * @throws IndexError, ShapeError, DTypeError
 */
export function scatter(self: Tensor, dim: number, index: Tensor, src: Tensor | number): Tensor {
  const op = 'scatter'
  const axis = checkedAxis(op, self, dim, index)
  assertOperand(op, src, 'src')
  if (typeof src === 'number') assertHolds(op, self, src)
  else checkSource(op, self, index, src)
  return composite(() => {
    const source = typeof src === 'number' ? fill(index.shape, src, self.dtype, op) : src
    const y = written(op, copyOf(self, op), index, source, axis)
    if (isRecorded(self) || isRecorded(source)) {
      record(op, [self, source], [y], [index], index, ([dy], saved, needs) => {
        const zeros = () => fill(saved.shape, 0, (dy as Tensor).dtype, op)
        return [
          needs(0) ? written(op, copyOf(dy as Tensor, op), saved, zeros(), axis) : null,
          needs(1) ? sourceGradient(op, dy as Tensor, saved, source.shape, axis) : null,
        ]
      })
    }
    return y
  })
}

/**
 * A copy of self to which src[…, j, …] is added at position index[…, j, …] along `dim`, in ascending order of j.
 * Same as torch.scatter_add, but the index is int32. @throws IndexError, ShapeError, DTypeError
 */
export function scatterAdd(self: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  const op = 'scatterAdd'
  const axis = checkedAxis(op, self, dim, index)
  checkSource(op, self, index, src)
  // Sums of truth values: true if any is.
  if (self.dtype === 'bool') {
    return composite(() => cast(added(op, cast(self, 'int32'), index, cast(src, 'int32'), axis), 'bool'))
  }
  const y = composite(() => added(op, copyOf(self, op), index, src, axis))
  if (isRecorded(self) || isRecorded(src)) {
    record(op, [self, src], [y], [index], index, ([dy], saved, needs) => [
      needs(0) ? copyOf(dy as Tensor, op) : null,
      needs(1) ? sourceGradient(op, dy as Tensor, saved, src.shape, axis) : null,
    ])
  }
  return y
}

/** The dimension, counted from the front, once the index is known to fit. */
function checkedAxis(op: string, self: Tensor, dim: number, index: Tensor): number {
  assertTensor(op, self)
  assertTensor(op, index, 'index')
  const axis = toDim(op, dim, self.ndim)
  const fits =
    index.ndim === self.ndim && index.shape.every((size, d) => d === axis || size <= (self.shape[d] as number))
  if (!fits) {
    throw new ShapeError(op, {
      expected: `an index of ${self.ndim} dimensions, no larger than ${show(self.shape)} except in dimension ${axis}`,
      got: show(index.shape),
    })
  }
  assertIndices(op, index, self, axis)
  return axis
}

function checkSource(op: string, self: Tensor, index: Tensor, src: Tensor): void {
  assertTensor(op, src, 'src')
  if (src.dtype !== self.dtype) {
    const remedy = `Use cast('${self.dtype}')`
    throw new DTypeError(op, { expected: `src of dtype ${self.dtype}, as the input has`, got: src.dtype, remedy })
  }
  if (src.ndim === index.ndim && index.shape.every((size, d) => size <= (src.shape[d] as number))) return
  throw new ShapeError(op, {
    expected: `a src that covers the index of shape ${show(index.shape)}`,
    got: show(src.shape),
  })
}

/** The elements of x that an index of its shape (but along the axis) names. */
export function picked(op: string, x: Tensor, index: Tensor, axis: number): Tensor {
  const [outer, count, inner] = around(index.shape, axis)
  const length = x.shape[axis] ?? 1
  beginOperation()
  const [source, positions] = [pointer(x, op), pointer(index, op)]
  const y = emptyTensor(index.shape, index.size, x.dtype, op)
  const bytes = bytesPerElement(x.dtype)
  check(kernels.gather(source, positions, y.storage.address, outer, length, inner, count, bytes))
  return y
}

/** Writes src to the indexed positions of a tensor that only the running operation knows. */
function written(op: string, into: Tensor, index: Tensor, src: Tensor, axis: number): Tensor {
  return inCorner(op, into, index, src, axis, (x, positions, y, outer, length, inner, count) =>
    kernels.scatter(x, positions, y, outer, length, inner, count, bytesPerElement(into.dtype)),
  )
}

/** Adds src at the indexed positions of a tensor that only the running operation knows. */
export function added(op: string, into: Tensor, index: Tensor, src: Tensor, axis: number): Tensor {
  const kernel = into.dtype === realDType ? kernels.scatter_add : kernels.scatter_add_i32
  return inCorner(op, into, index, src, axis, kernel)
}

type Kernel = (
  x: number,
  index: number,
  y: number,
  outer: number,
  length: number,
  inner: number,
  count: number,
) => number

function inCorner(op: string, into: Tensor, index: Tensor, src: Tensor, axis: number, kernel: Kernel): Tensor {
  const target = cornerOf(op, into, index.shape, axis)
  const source = cornerOf(op, src, index.shape, -1)
  const [outer, count, inner] = around(index.shape, axis)
  beginOperation()
  const [x, positions, y] = [pointer(source, op), pointer(index, op), writable(target, op)]
  check(kernel(x, positions, y, outer, target.shape[axis] ?? 1, inner, count))
  if (target !== into) writeWindow(op, into, target, cornerWindow(into, index.shape, axis))
  return into
}

function sourceGradient(op: string, dy: Tensor, index: Tensor, shape: Shape, axis: number): Tensor {
  const own = picked(op, cornerOf(op, dy, index.shape, axis), index, axis)
  if (sameShape(shape, index.shape)) return own
  const whole = fill(shape, 0, dy.dtype, op)
  writeWindow(op, whole, own, cornerWindow(whole, index.shape, -1))
  return whole
}

/** The first elements of each dimension but the axis, as many as the index has. */
function cornerOf(op: string, t: Tensor, sizes: Shape, axis: number): Tensor {
  const window = cornerWindow(t, sizes, axis)
  return sameShape(window.shape, t.shape) ? t : readWindow(op, t, window)
}

function cornerWindow(t: Tensor, sizes: Shape, axis: number): Window {
  const shape = t.shape.map((size, d) => (d === axis ? size : (sizes[d] as number)))
  return { shape, strides: stridesOf(t.shape), offset: 0 }
}
