import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from './copy.js'
import type { DType } from './dtype.js'
import { type Shape, sizeOf } from './shape.js'
import type { Tensor } from './tensor.js'

/** A tensor whose elements all have one value. */
export function fill(shape: Shape, value: number, dtype: DType, op: string): Tensor {
  const size = sizeOf(op, shape)
  beginOperation()
  const t = emptyTensor(shape, size, dtype, op)
  const { address } = t.storage
  if (dtype === 'bool') check(kernels.fill_bool(address, size, value))
  else if (dtype === 'int32') check(kernels.fill_i32(address, size, value))
  else check(kernels.fill(address, size, value))
  return t
}
