import { isRecorded, record } from '../autograd/record.js'
import { IndexError } from '../errors.js'
import { nameOf } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { Storage } from '../runtime/storage.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { makeTransposed, shareStorage } from '../tensor/lifetime.js'
import { show, stridesOf, toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { stridedLayout } from './declare/strided.js'

/**
 * Two dimensions exchanged. The last two are exchanged without moving an element until somebody other than a matrix
 * product wants them. Same as torch.transpose, but in other cases a copy. @throws IndexError
 */
export function transpose(self: Tensor, a: number, b: number): Tensor {
  assertTensor('transpose', self)
  const rank = self.ndim
  const [first, second] = [toDim('transpose', a, rank), toDim('transpose', b, rank)]
  const order = self.shape.map((_, i) => i)
  if (rank > 0) [order[first], order[second]] = [second, first]
  return permuted('transpose', self, order)
}

/**
 * The dimensions in another order. Same as torch.permute, but a copy unless it only exchanges the last two.
 *
 * @throws IndexError when it is no permutation
 */
export function permute(self: Tensor, dims: readonly number[]): Tensor {
  assertTensor('permute', self)
  if (!Array.isArray(dims)) throw new TypeError(`permute: expected an array of dimensions, got ${nameOf(dims)}`)
  const order = dims.map((dim) => toDim('permute', dim, self.ndim))
  if (order.length !== self.ndim || new Set(order).size !== order.length) {
    throw new IndexError('permute', { expected: `each of ${self.ndim} dimensions once`, got: show(dims) })
  }
  return permuted('permute', self, order)
}

function permuted(op: string, self: Tensor, order: readonly number[]): Tensor {
  const y = rearranged(op, self, order)
  if (isRecorded(self)) {
    const inverse = order.map((_, i) => order.indexOf(i))
    record(op, [self], [y], [], inverse, ([dy], back) => [rearranged(op, dy as Tensor, back)])
  }
  return y
}

function rearranged(op: string, x: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((i) => x.shape[i] as number)
  const rank = shape.length
  // Sizes of 1 may stand anywhere: when the others keep their order, nothing moves.
  const moving = order.filter((i) => x.shape[i] !== 1)
  if (moving.every((dim, i) => i === 0 || dim > (moving[i - 1] as number))) return shareStorage(x, shape, op)
  const lastTwo = order.every((dim, i) => dim === (i < rank - 2 ? i : 2 * rank - 3 - i))
  if (lastTwo && x.view === null) {
    return makeTransposed(x, shape, new Storage(x.size * bytesPerElement(x.dtype), null), op)
  }
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(shape, x.size, x.dtype, op)
  const strides = stridesOf(x.shape)
  const layout = stridedLayout(
    shape,
    order.map((i) => strides[i] as number),
    0,
  )
  if (x.size > 0)
    check(kernels.strided_gather(source, x.size, y.storage.address, x.size, layout, bytesPerElement(x.dtype)))
  return y
}
