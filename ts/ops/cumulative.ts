import { isRecorded, record } from '../autograd/record.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite } from '../tensor/lifetime.js'
import { toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { around } from './declare/reduction.js'

/**
 * yᵢ = Σ_{k ≤ i} x_k along `dim`, rounded at every step. Same as torch.cumsum, but whole numbers and truth values give
 * int32, which wraps around, and torch adds up real ones in double precision. @throws IndexError
 */
export function cumsum(self: Tensor, dim: number): Tensor {
  return cumulated('cumsum', self, dim, (x, y, axis) => {
    record('cumsum', [x], [y], [], axis, ([dy], d) => [running('cumsum', dy as Tensor, d, true)])
  })
}

/**
 * yᵢ = Π_{k ≤ i} x_k along `dim`, rounded at every step; differentiable at zeros too. Same as torch.cumprod, but whole
 * numbers and truth values give int32, which wraps around. @throws IndexError
 */
export function cumprod(self: Tensor, dim: number): Tensor {
  return cumulated('cumprod', self, dim, (x, y, axis) => {
    record('cumprod', [x], [y], [x], x, ([dy], saved) => [productGradient(saved, dy as Tensor, axis)])
  })
}

function cumulated(
  op: 'cumsum' | 'cumprod',
  self: Tensor,
  dim: number,
  recordStep: (x: Tensor, y: Tensor, axis: number) => void,
): Tensor {
  assertTensor(op, self)
  const axis = toDim(op, dim, self.ndim)
  if (self.dtype === 'bool') return composite(() => running(op, cast(self, 'int32'), axis, false))
  const y = running(op, self, axis, false)
  if (isRecorded(self)) recordStep(self, y, axis)
  return y
}

/** The running sum or product along `dim`, from the end if reversed; not recorded. */
export function running(op: 'cumsum' | 'cumprod', x: Tensor, dim: number, reversed: boolean): Tensor {
  const [outer, length, inner] = around(x.shape, dim)
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(x.shape, x.size, x.dtype, op)
  const [real, whole] =
    op === 'cumsum'
      ? [kernels.cumulative_sum, kernels.cumulative_sum_i32]
      : [kernels.cumulative_product, kernels.cumulative_product_i32]
  check((x.dtype === realDType ? real : whole)(source, y.storage.address, outer, length, inner, reversed))
  return y
}

/** dxᵢ = Σ_{k ≥ i} dy_k·Π_{j ≤ k, j ≠ i} x_j, also where x has zeros. */
function productGradient(x: Tensor, dy: Tensor, dim: number): Tensor {
  const [outer, length, inner] = around(x.shape, dim)
  if (length === 1) return dy
  beginOperation()
  const source = pointer(x, 'cumprod')
  const upstream = pointer(dy, 'cumprod')
  const dx = emptyTensor(x.shape, x.size, x.dtype, 'cumprod')
  check(kernels.cumulative_product_backward(source, upstream, dx.storage.address, outer, length, inner))
  return dx
}
