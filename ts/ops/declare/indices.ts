import { IndexError } from '../../errors.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { data } from '../../tensor/read.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { assertInt32 } from './operand.js'

/** Checks int32 indices into `length` elements before any kernel follows them. @throws DTypeError, IndexError */
export function assertIndices(op: string, index: Tensor, length: number): void {
  assertInt32(op, index, 'index')
  beginOperation()
  const bad = kernels.find_outside(pointer(index, op), index.size, length, 0, 0)
  if (bad === -1) return
  check(bad === -2 ? 1 : 0)
  throw new IndexError(op, {
    expected: length === 0 ? 'no index, as there are no elements' : `indices from 0 to ${length - 1}`,
    got: `${data(index)[bad]} at position ${bad}`,
  })
}
