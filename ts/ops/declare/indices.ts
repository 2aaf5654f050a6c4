import { IndexError } from '../../errors.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { fromBuffer } from '../../tensor/conversion.js'
import { data } from '../../tensor/read.js'
import { show } from '../../tensor/shape.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { assertInt32 } from './operand.js'

/** Checks int32 indices along a dimension before any kernel follows them. @throws DTypeError, IndexError */
export function assertIndices(op: string, index: Tensor, into: Tensor, axis: number): void {
  assertInt32(op, index, 'index')
  const length = into.shape[axis] ?? 1
  const bad = firstOutside(op, index, length)
  if (bad === -1) return
  const value = data(index)[bad] as number
  throw new IndexError(op, {
    expected: `${range(0, length)} for dimension ${axis} of shape ${show(into.shape)}`,
    got: `${value} at position ${bad}`,
    remedy: value < 0 ? 'Indices do not count from the end' : undefined,
  })
}

/** int32 positions in the flattened tensor, of which negative ones count from the end, counted from the front. @throws DTypeError, IndexError */
export function positionsFromFront(op: string, index: Tensor, into: Tensor): Tensor {
  assertInt32(op, index, 'index')
  const { size } = into
  if (firstOutside(op, index, size) === -1) return index
  const given = data(index) as Int32Array<ArrayBuffer>
  const bad = given.findIndex((i) => i < -size || i >= size)
  if (bad !== -1) {
    throw new IndexError(op, {
      expected: `${range(-size, size)} for the ${size} elements of shape ${show(into.shape)}`,
      got: `${given[bad]} at position ${bad}`,
    })
  }
  return fromBuffer(given.map((i) => (i < 0 ? i + size : i)).buffer, index.shape, 'int32', op)
}

function range(from: number, end: number): string {
  return end === 0 ? 'no indices' : `indices from ${from} to ${end - 1}`
}

/** Where the first index outside of 0 … length − 1 stands, −1 for none. */
function firstOutside(op: string, index: Tensor, length: number): number {
  beginOperation()
  const bad = kernels.find_outside(pointer(index, op), index.size, length, 0, 0)
  if (bad === -2) check(1)
  return bad
}
