import { check, kernels } from '../runtime/kernels.js'
import { allocateStorage, beginOperation, young } from '../runtime/residency.js'
import { bytesPerElement, type DType } from './dtype.js'
import { makeTensor } from './lifetime.js'
import type { Shape } from './shape.js'
import { pointer, type Tensor } from './tensor.js'

/** A tensor whose elements the running operation is about to write. */
export function emptyTensor(shape: Shape, size: number, dtype: DType, op: string): Tensor {
  return makeTensor(allocateStorage(size * bytesPerElement(dtype), young, op), shape, size, dtype, op)
}

/** The same elements in memory of their own. */
export function copyOf(t: Tensor, op: string): Tensor {
  beginOperation()
  const source = pointer(t, op)
  const copy = emptyTensor(t.shape, t.size, t.dtype, op)
  check(kernels.copy(source, copy.storage.address, t.storage.bytes))
  return copy
}
