import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { fill } from '../tensor/fill.js'
import { composite, writable } from '../tensor/lifetime.js'
import { type Shape, show, sizeOf, toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertIndices, positionsFromFront } from './declare/indices.js'
import { around } from './declare/reduction.js'
import { flatten, reshape } from './reshape.js'

/**
 * The parts that an index of one dimension names along `dim`. Same as torch.index_select, but the index is int32.
 *
 * @throws IndexError, ShapeError, DTypeError
 */
export function indexSelect(self: Tensor, dim: number, index: Tensor): Tensor {
  const op = 'indexSelect'
  assertTensor(op, self)
  assertTensor(op, index, 'index')
  const axis = toDim(op, dim, self.ndim)
  if (index.ndim > 1) throw new ShapeError(op, { expected: 'an index of one dimension', got: show(index.shape) })
  if (self.ndim === 0 && index.size !== 1) {
    throw new ShapeError(op, { expected: 'one index for a tensor of no dimensions', got: String(index.size) })
  }
  assertIndices(op, index, self, axis)
  return selected(op, self, axis, index)
}

/**
 * The elements of the flattened tensor that the index names, in the index's shape; negative ones count from the end.
 * Same as torch.take, but the index is int32. @throws IndexError, DTypeError
 */
export function take(self: Tensor, index: Tensor): Tensor {
  const op = 'take'
  assertTensor(op, self)
  const positions = positionsFromFront(op, index, self)
  return composite(() => reshape(selected(op, flatten(self), 0, flatten(positions)), index.shape))
}

function selected(op: string, x: Tensor, axis: number, index: Tensor): Tensor {
  const [outer, length, inner] = around(x.shape, axis)
  const shape = x.ndim === 0 ? [] : x.shape.map((size, d) => (d === axis ? index.size : size))
  const sizes = [outer, length, inner, index.size] as const
  beginOperation()
  const [source, positions] = [pointer(x, op), pointer(index, op)]
  const y = emptyTensor(shape, sizeOf(op, shape), x.dtype, op)
  check(kernels.index_select(source, positions, y.storage.address, ...sizes, bytesPerElement(x.dtype)))
  if (isRecorded(x)) {
    record(op, [x], [y], [index], index, ([dy], saved) => [addRows(op, dy as Tensor, saved, x.shape, sizes)])
  }
  return y
}

/** The counterpart: rows added to where they were taken from. */
function addRows(
  op: string,
  dy: Tensor,
  index: Tensor,
  shape: Shape,
  sizes: readonly [number, number, number, number],
): Tensor {
  const dx = fill(shape, 0, dy.dtype, op)
  beginOperation()
  const [source, positions] = [pointer(dy, op), pointer(index, op)]
  check(kernels.index_add(source, positions, writable(dx, op), ...sizes))
  return dx
}
