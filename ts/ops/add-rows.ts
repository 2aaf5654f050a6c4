import { isRecorded, record } from '../autograd/record.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { pointer, type Tensor } from '../tensor/tensor.js'

/**
 * y[g] = Σ x[i] over all i with groups[i] = g, in ascending order of i: rows [m, d] → [count, d], zero for a group
 * without rows. The derivative of looking rows up, and looking rows up is its derivative; saves the groups.
 *
 * The groups are int32 [m] from 0 to count − 1, which the caller has seen to.
 */
export function addRows(op: string, x: Tensor, groups: Tensor, count: number): Tensor {
  const [m, d] = x.shape as [number, number]
  const sizes = [1, count, d, m] as const
  beginOperation()
  const [rows, places] = [pointer(x, op), pointer(groups, op)]
  const y = emptyTensor([count, d], count * d, x.dtype, op)
  check(kernels.fill(y.storage.address, y.size, 0))
  check(kernels.index_add(rows, places, y.storage.address, ...sizes))
  if (isRecorded(x)) {
    record(op, [x], [y], [groups], groups, ([dy], saved) => {
      beginOperation()
      const [sums, positions] = [pointer(dy as Tensor, op), pointer(saved, op)]
      const dx = emptyTensor([m, d], m * d, x.dtype, op)
      check(kernels.index_select(sums, positions, dx.storage.address, ...sizes, bytesPerElement(x.dtype)))
      return [dx]
    })
  }
  return y
}
