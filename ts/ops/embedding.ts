import { isRecorded, record } from '../autograd/record.js'
import { IndexError, ShapeError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { assertWhole } from '../tensor/assert-number.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { show, sizeOf } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertIndices } from './declare/indices.js'
import { assertReal } from './declare/operand.js'

export interface EmbeddingFunctionOptions {
  /** The row that gets no gradient; negative ones count from the end. */
  paddingIdx?: number | undefined
}

/**
 * y[…] = weight[indices[…]]: the row of a table for each index. Same as torch.nn.functional.embedding, but indices are
 * int32; `max_norm`, which changes the table on the way, `scale_grad_by_freq` and `sparse` are not there.
 *
 * Indices of any shape, weight [n, d] → y [..., d]; saves the indices. Its derivative adds the rows of dy to those of a
 * gradient [n, d] that is zero elsewhere: what is added is in proportion to the batch, what is cleared to the table.
 *
 * @throws IndexError for an index outside 0 … n − 1, DTypeError, ShapeError
 */
export function embedding(indices: Tensor, weight: Tensor, options?: EmbeddingFunctionOptions): Tensor {
  const op = 'embedding'
  const { paddingIdx } = withDefaults<{ paddingIdx: number | undefined }>(op, options, { paddingIdx: undefined })
  const [n] = checkTable(op, weight)
  assertIndices(op, indices, weight, 0)
  return rowsOf(op, indices, weight, paddingRow(op, paddingIdx, n))
}

/** The same once everything is checked; `padding` is the row that gets no gradient, −1 for none. */
export function rowsOf(op: string, indices: Tensor, weight: Tensor, padding: number): Tensor {
  const [n, d] = weight.shape as [number, number]
  const sizes = [1, n, d, indices.size] as const
  beginOperation()
  const [table, positions] = [pointer(weight, op), pointer(indices, op)]
  const shape = [...indices.shape, d]
  const y = emptyTensor(shape, sizeOf(op, shape), weight.dtype, op)
  check(kernels.index_select(table, positions, y.storage.address, ...sizes, bytesPerElement(weight.dtype)))
  if (isRecorded(weight)) {
    record(op, [weight], [y], [indices], indices, ([dy], saved) => {
      beginOperation()
      const [rows, places] = [pointer(dy as Tensor, op), pointer(saved, op)]
      const gradient = emptyTensor([n, d], n * d, (dy as Tensor).dtype, op)
      const to = gradient.storage.address
      check(kernels.fill(to, n * d, 0))
      check(kernels.index_add(rows, places, to, ...sizes))
      if (padding >= 0) check(kernels.fill(to + padding * d * bytesPerElement(gradient.dtype), d, 0))
      return [gradient]
    })
  }
  return y
}

/** Rows and width of a table. @throws ShapeError, DTypeError */
export function checkTable(op: string, weight: Tensor): [rows: number, width: number] {
  assertReal(op, weight, 'weight')
  if (weight.ndim === 2) return weight.shape as unknown as [number, number]
  throw new ShapeError(op, { expected: 'weight of shape [rows, width]', got: show(weight.shape) })
}

/** The row for padding, counted from the front; −1 for none. @throws IndexError, ValueError */
export function paddingRow(op: string, paddingIdx: number | undefined, rows: number): number {
  if (paddingIdx === undefined) return -1
  assertWhole(op, 'paddingIdx', paddingIdx)
  if (paddingIdx >= -rows && paddingIdx < rows) return paddingIdx < 0 ? paddingIdx + rows : paddingIdx
  throw new IndexError(op, { expected: `paddingIdx from ${-rows} to ${rows - 1}`, got: String(paddingIdx) })
}
