import { isRecorded, record } from '../autograd/record.js'
import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { promote } from '../tensor/dtype.js'
import { composite } from '../tensor/lifetime.js'
import { sameShape, show, sizeOf, stridesOf, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { readWindow, type Window, writeWindow } from './declare/window.js'
import { reshape, unsqueeze } from './reshape.js'

/**
 * Tensors one behind the other along `dim`; all other sizes are equal. A tensor of shape [0] fits everywhere and adds
 * nothing. Types are promoted. Same as torch.cat.
 *
 * @throws ShapeError when sizes differ, ValueError for no tensors, IndexError
 */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  const list = checkedList('cat', tensors)
  const model = list.find((t) => !isNothing(t)) ?? (list[0] as Tensor)
  const axis = toDim('cat', dim, model.ndim)
  const shapeOfNothing = model.shape.map((size, d) => (d === axis ? 0 : size))
  return composite(() =>
    joined(
      'cat',
      list.map((t) => (isNothing(t) ? reshape(t, shapeOfNothing) : t)),
      axis,
    ),
  )
}

function isNothing(t: Tensor): boolean {
  return t.ndim === 1 && t.size === 0
}

/**
 * Tensors of one shape side by side in a new dimension before `dim`. Types are promoted. Same as torch.stack.
 *
 * @throws ShapeError when shapes differ, ValueError for no tensors, IndexError
 */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  const list = checkedList('stack', tensors)
  const [first] = list as [Tensor]
  const axis = toDim('stack', dim, first.ndim + 1)
  for (const [i, t] of list.entries()) {
    if (!sameShape(t.shape, first.shape)) throw misfit('stack', first, t, i, 'tensors of one shape')
  }
  sizeOf('stack', [...first.shape, list.length])
  return composite(() =>
    joined(
      'stack',
      list.map((t) => unsqueeze(t, axis)),
      axis,
    ),
  )
}

function joined(op: string, tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors as [Tensor]
  if (first.ndim === 0) {
    throw new ShapeError(op, { expected: 'tensors of at least one dimension', got: '[]', remedy: 'Use stack' })
  }
  const dtype = tensors.map((t) => t.dtype).reduce(promote)
  for (const [i, t] of tensors.entries()) {
    const fits = t.ndim === first.ndim && t.shape.every((size, d) => d === axis || size === first.shape[d])
    if (!fits) throw misfit(op, first, t, i, `shapes that differ in dimension ${axis} only`)
  }
  const parts = tensors.map((t) => cast(t, dtype))
  const length = parts.reduce((sum, t) => sum + (t.shape[axis] as number), 0)
  const shape = first.shape.map((size, d) => (d === axis ? length : size))
  beginOperation()
  const y = emptyTensor(shape, sizeOf(op, shape), dtype, op)
  const windows = windowsOf(
    shape,
    axis,
    parts.map((t) => t.shape[axis] as number),
  )
  for (const [i, part] of parts.entries()) writeWindow(op, y, part, windows[i] as Window)
  if (parts.some(isRecorded)) {
    record(op, parts, [y], [], windows, ([dy], saved, needs) =>
      saved.map((window, i) => (needs(i) ? readWindow(op, dy as Tensor, window) : null)),
    )
  }
  return y
}

/** Where parts of the given sizes stand in a tensor that they make up along one dimension. */
export function windowsOf(shape: readonly number[], axis: number, sizes: readonly number[]): Window[] {
  const strides = stridesOf(shape)
  let start = 0
  return sizes.map((size) => {
    const offset = size === 0 ? 0 : start * (strides[axis] as number)
    start += size
    return { shape: shape.map((n, d) => (d === axis ? size : n)), strides, offset }
  })
}

function checkedList(op: string, tensors: readonly Tensor[]): readonly Tensor[] {
  if (!Array.isArray(tensors)) throw new TypeError(`${op}: expected an array of tensors, got ${nameOf(tensors)}`)
  if (tensors.length === 0) throw new ValueError(op, { expected: 'at least one tensor', got: 'none' })
  for (const [i, t] of tensors.entries()) assertTensor(op, t, `tensor ${i}`)
  return tensors
}

function misfit(op: string, first: Tensor, t: Tensor, i: number, expected: string): ShapeError {
  return new ShapeError(op, { expected, got: `${show(first.shape)} and, as tensor ${i}, ${show(t.shape)}` })
}
