import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { toDType } from '../tensor/conversion.js'
import { emptyTensor } from '../tensor/copy.js'
import type { DType } from '../tensor/dtype.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'

type CastKernel = (x: number, y: number, n: number) => number

/**
 * The elements in another type: real → int32 truncates towards zero, anything → bool asks whether it is not 0.
 * The same tensor when it has that type already. Same as torch.Tensor.to, but what is beyond int32 becomes its nearest
 * end and NaN becomes 0 (torch leaves both open). @throws TypeError for an unknown type
 */
export function cast(self: Tensor, dtype: DType): Tensor {
  assertTensor('cast', self)
  toDType('cast', dtype)
  if (self.dtype === dtype) return self
  beginOperation()
  const source = pointer(self, 'cast')
  const y = emptyTensor(self.shape, self.size, dtype, 'cast')
  check(kernelFor(self.dtype, dtype)(source, y.storage.address, self.size))
  // Only real numbers are tracked, and none of the other types has a derivative: nothing to record.
  return y
}

function kernelFor(from: DType, to: DType): CastKernel {
  if (from === realDType) return to === 'int32' ? kernels.real_to_i32 : kernels.real_to_bool
  if (from === 'int32') return to === 'bool' ? kernels.i32_to_bool : kernels.i32_to_real
  return to === 'int32' ? kernels.bool_to_i32 : kernels.bool_to_real
}
