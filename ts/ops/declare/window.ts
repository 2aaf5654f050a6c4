import { isRecorded, record } from '../../autograd/record.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import { bytesPerElement } from '../../tensor/dtype.js'
import { fill } from '../../tensor/fill.js'
import { writable } from '../../tensor/lifetime.js'
import { type Shape, sizeOf } from '../../tensor/shape.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { stridedLayout } from './strided.js'

/** A part of a tensor as sizes, strides (which may be negative) and the position of its first element. */
export interface Window {
  shape: Shape
  strides: readonly number[]
  offset: number
}

/** The elements in a window that meets none of them twice; recorded, the gradient goes back to where they stood. */
export function windowOf(op: string, x: Tensor, window: Window): Tensor {
  const y = readWindow(op, x, window)
  if (isRecorded(x)) {
    const { shape } = x
    record(op, [x], [y], [], window, ([dy], saved) => {
      const dx = fill(shape, 0, (dy as Tensor).dtype, op)
      writeWindow(op, dx, dy as Tensor, saved)
      return [dx]
    })
  }
  return y
}

/** The same, not recorded. */
export function readWindow(op: string, x: Tensor, { shape, strides, offset }: Window): Tensor {
  const size = sizeOf(op, shape)
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(shape, size, x.dtype, op)
  if (size === 0) return y
  const layout = stridedLayout(shape, strides, offset)
  check(kernels.strided_gather(source, x.size, y.storage.address, size, layout, bytesPerElement(x.dtype)))
  return y
}

/** Writes a tensor into a window of another that only the running operation knows. */
export function writeWindow(op: string, into: Tensor, x: Tensor, { shape, strides, offset }: Window): void {
  if (x.size === 0) return
  beginOperation()
  const source = pointer(x, op)
  const target = writable(into, op)
  const layout = stridedLayout(shape, strides, offset)
  check(kernels.strided_scatter(source, target, into.size, x.size, layout, bytesPerElement(x.dtype)))
}
