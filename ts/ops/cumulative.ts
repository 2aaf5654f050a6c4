import { isRecorded, record } from '../autograd/record.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { fromBuffer } from '../tensor/conversion.js'
import { emptyTensor } from '../tensor/copy.js'
import { newElements } from '../tensor/dtype.js'
import { composite } from '../tensor/lifetime.js'
import { data } from '../tensor/read.js'
import { toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { around } from './declare/reduction.js'

/** yᵢ = Σ_{k ≤ i} x_k along `dim`. Whole numbers stay whole. Same as torch.cumsum. @throws IndexError */
export function cumsum(self: Tensor, dim: number): Tensor {
  return cumulated('cumsum', self, dim, (x, y, axis) => {
    record('cumsum', [x], [y], [], axis, ([dy], d) => [running('cumsum', dy as Tensor, d, true)])
  })
}

/** yᵢ = Π_{k ≤ i} x_k along `dim`. Whole numbers stay whole. Same as torch.cumprod. @throws IndexError */
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

function running(op: 'cumsum' | 'cumprod', x: Tensor, dim: number, reversed: boolean): Tensor {
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

/**
 * dxᵢ = Σ_{k ≥ i} dy_k·Π_{j ≤ k, j ≠ i} x_j. Without dividing by x, so that zeros need no special case: the product
 * before i is carried forwards, and r_i = dy_i + x_{i+1}·r_{i+1}, what lies behind i, backwards.
 */
function productGradient(x: Tensor, dy: Tensor, dim: number): Tensor {
  const [outer, length, inner] = around(x.shape, dim)
  const values = data(x)
  const upstream = data(dy)
  const dx = newElements('cumprod', x.size, x.dtype)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = (l: number) => (o * length + l) * inner + i
      let behind = 0
      for (let l = length - 1; l >= 0; l--) {
        behind = (upstream[at(l)] as number) + (l + 1 < length ? (values[at(l + 1)] as number) * behind : 0)
        dx[at(l)] = behind
      }
      let before = 1
      for (let l = 0; l < length; l++) {
        dx[at(l)] = (dx[at(l)] as number) * before
        before *= values[at(l)] as number
      }
    }
  }
  return fromBuffer(dx.buffer, x.shape, x.dtype, 'cumprod')
}
