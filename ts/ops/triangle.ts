import { ShapeError } from '../errors.js'
import { withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { fromBuffer } from '../tensor/conversion.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { maskedFill } from './where.js'

export interface TriangleOptions {
  /** Which diagonal is the border: 0 the main one, positive above it. Default 0. */
  diagonal?: number | undefined
}

/**
 * The matrices' elements on and below a diagonal; 0 above it. Same as torch.tril. @throws ShapeError below 2 dimensions
 */
export function tril(self: Tensor, options?: TriangleOptions): Tensor {
  return triangle('tril', self, options, (border, columns) => [border + 1, columns])
}

/**
 * The matrices' elements on and above a diagonal; 0 below it. Same as torch.triu. @throws ShapeError below 2 dimensions
 */
export function triu(self: Tensor, options?: TriangleOptions): Tensor {
  return triangle('triu', self, options, (border) => [0, border])
}

function triangle(
  op: string,
  self: Tensor,
  options: TriangleOptions | undefined,
  /** From which column to which a row is 0, by the column that the diagonal has there. */
  outside: (border: number, columns: number) => [number, number],
): Tensor {
  assertTensor(op, self)
  const { diagonal } = withDefaults(op, options, { diagonal: 0 })
  assertWhole(op, 'diagonal', diagonal)
  if (self.ndim < 2) throw new ShapeError(op, { expected: 'at least 2 dimensions', got: show(self.shape) })
  const [rows, columns] = self.shape.slice(-2) as [number, number]
  const mask = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const [start, end] = outside(row + diagonal, columns).map(
      (column) => row * columns + Math.min(Math.max(column, 0), columns),
    )
    mask.fill(1, start, end)
  }
  return composite(() => maskedFill(self, fromBuffer(mask.buffer, [rows, columns], 'bool', op), 0))
}
