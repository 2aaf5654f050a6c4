import { isRecorded, record } from '../autograd/record.js'
import { IndexError, ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { fromBuffer } from '../tensor/conversion.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { fill } from '../tensor/fill.js'
import { composite } from '../tensor/lifetime.js'
import { data } from '../tensor/read.js'
import { type Shape, show, sizeOf, toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertIndices } from './declare/indices.js'
import { assertInt32 } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { flatten, reshape } from './reshape.js'

/**
 * The parts that an index of one dimension names along `dim`. Same as torch.index_select, but the index is int32.
 *
 * @throws IndexError, ShapeError, DTypeError
 */
export function indexSelect(self: Tensor, dim: number, index: Tensor): Tensor {
  return rowsOf('indexSelect', self, dim, index)
}

function rowsOf(op: string, self: Tensor, dim: number, index: Tensor): Tensor {
  assertTensor(op, self)
  assertTensor(op, index, 'index')
  const axis = toDim(op, dim, self.ndim)
  if (index.ndim > 1) throw new ShapeError(op, { expected: 'an index of one dimension', got: show(index.shape) })
  if (self.ndim === 0 && index.size !== 1) {
    throw new ShapeError(op, { expected: 'one index for a tensor of no dimensions', got: String(index.size) })
  }
  const [outer, length, inner] = around(self.shape, axis)
  assertIndices(op, index, length)
  const shape = self.ndim === 0 ? [] : self.shape.map((size, d) => (d === axis ? index.size : size))
  const sizes = [outer, length, inner, index.size] as const
  beginOperation()
  const [source, positions] = [pointer(self, op), pointer(index, op)]
  const y = emptyTensor(shape, sizeOf(op, shape), self.dtype, op)
  check(kernels.index_select(source, positions, y.storage.address, ...sizes, bytesPerElement(self.dtype)))
  if (isRecorded(self)) {
    record(op, [self], [y], [index], index, ([dy], saved) => [addRows(dy as Tensor, saved, self.shape, sizes)])
  }
  return y
}

/**
 * The elements of the flattened tensor that the index names, in the index's shape; negative ones count from the end.
 * Same as torch.take, but the index is int32. @throws IndexError, DTypeError
 */
export function take(self: Tensor, index: Tensor): Tensor {
  assertTensor('take', self)
  assertInt32('take', index, 'index')
  return composite(() => reshape(rowsOf('take', flatten(self), 0, flatten(fromStart(index, self.size))), index.shape))
}

/** Positions counted from the start. @throws IndexError for those before it; the others are checked by their reader */
function fromStart(index: Tensor, length: number): Tensor {
  const positions = data(index) as Int32Array<ArrayBuffer>
  if (positions.every((position) => position >= 0)) return index
  const bad = positions.findIndex((position) => position < -length)
  if (bad >= 0) {
    throw new IndexError('take', {
      expected: `indices from ${-length} to ${length - 1}`,
      got: `${positions[bad]} at position ${bad}`,
    })
  }
  const counted = positions.map((position) => (position < 0 ? position + length : position))
  return fromBuffer(counted.buffer, index.shape, 'int32', 'take')
}

/** The counterpart: rows added to where they were taken from. */
function addRows(dy: Tensor, index: Tensor, shape: Shape, sizes: readonly [number, number, number, number]): Tensor {
  const dx = fill(shape, 0, dy.dtype, 'indexSelect')
  beginOperation()
  const [source, positions] = [pointer(dy, 'indexSelect'), pointer(index, 'indexSelect')]
  check(kernels.index_add(source, positions, pointer(dx, 'indexSelect'), ...sizes))
  return dx
}
