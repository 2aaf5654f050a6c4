import { isRecorded, record } from '../autograd/record.js'
import { nameOf } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { onReal } from './declare/operand.js'
import { around } from './declare/reduction.js'

type Forward = (x: number, y: number, outer: number, length: number, inner: number) => number
type Derivative = (y: number, dy: number, dx: number, outer: number, length: number, inner: number) => number

/**
 * yᵢ = e^(xᵢ)/Σⱼ e^(xⱼ) along `dim`, after subtracting the largest element, so that nothing overflows.
 * Same as torch.softmax, but int32 and bool are taken as real. @throws IndexError
 */
export function softmax(self: Tensor, dim: number): Tensor {
  return normalised('softmax', self, dim, () => [kernels.softmax, kernels.softmax_backward])
}

/**
 * yᵢ = xᵢ − ln Σⱼ e^(xⱼ) along `dim`, after subtracting the largest element, so that nothing overflows.
 * Same as torch.log_softmax, but int32 and bool are taken as real. @throws IndexError
 */
export function logSoftmax(self: Tensor, dim: number): Tensor {
  return normalised('logSoftmax', self, dim, () => [kernels.log_softmax, kernels.log_softmax_backward])
}

function normalised(op: string, self: Tensor, dim: number, choose: () => [Forward, Derivative]): Tensor {
  assertTensor(op, self)
  if (typeof dim !== 'number') throw new TypeError(`${op}: expected the dimension as a number, got ${nameOf(dim)}`)
  return onReal(op, self, (x) => along(op, x, dim, choose))
}

function along(op: string, x: Tensor, dim: number, choose: () => [Forward, Derivative]): Tensor {
  const [outer, length, inner] = around(x.shape, toDim(op, dim, x.ndim))
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(x.shape, x.size, x.dtype, op)
  const [forward, derivative] = choose()
  check(forward(source, y.storage.address, outer, length, inner))
  if (isRecorded(x)) {
    record(op, [x], [y], [y], y, ([dy], saved) => {
      beginOperation()
      const savedAt = pointer(saved, op)
      const dyAt = pointer(dy as Tensor, op)
      const dx = emptyTensor(saved.shape, saved.size, saved.dtype, op)
      check(derivative(savedAt, dyAt, dx.storage.address, outer, length, inner))
      return [dx]
    })
  }
  return y
}
