import { IndexError, ShapeError } from '../errors.js'
import { withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { show, stridesOf, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { windowOf } from './declare/window.js'

export interface DiagonalOptions {
  /** 0 for the main diagonal, positive for those above it. Default 0. */
  offset?: number | undefined
  /** The dimension of the rows. Default 0. */
  dim1?: number | undefined
  /** The dimension of the columns. Default 1. */
  dim2?: number | undefined
}

/**
 * The elements of a diagonal, as a last dimension in place of dim1 and dim2. Same as torch.diagonal, but a copy.
 *
 * @throws IndexError when the dimensions are not two different ones of the tensor's
 */
export function diagonal(self: Tensor, options?: DiagonalOptions): Tensor {
  const op = 'diagonal'
  assertTensor(op, self)
  const { offset, dim1, dim2 } = withDefaults(op, options, { offset: 0, dim1: 0, dim2: 1 })
  assertWhole(op, 'offset', offset)
  if (self.ndim < 2) throw new ShapeError(op, { expected: 'at least 2 dimensions', got: show(self.shape) })
  const [row, column] = [toDim(op, dim1, self.ndim), toDim(op, dim2, self.ndim)]
  if (row === column) throw new IndexError(op, { expected: 'two different dimensions', got: `${dim1} and ${dim2}` })
  const strides = stridesOf(self.shape)
  const [down, right] = [Math.max(0, -offset), Math.max(0, offset)]
  const length = Math.max(0, Math.min((self.shape[row] as number) - down, (self.shape[column] as number) - right))
  const [rowStride, columnStride] = [strides[row] as number, strides[column] as number]
  const others = self.shape.map((_, d) => d).filter((d) => d !== row && d !== column)
  return windowOf(op, self, {
    shape: [...others.map((d) => self.shape[d] as number), length],
    strides: [...others.map((d) => strides[d] as number), rowStride + columnStride],
    offset: length === 0 ? 0 : down * rowStride + right * columnStride,
  })
}
