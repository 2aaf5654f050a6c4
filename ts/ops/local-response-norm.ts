import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'

export interface LocalResponseNormOptions {
  /** Default 1e-4. */
  alpha?: number | undefined
  /** Default 0.75. */
  beta?: number | undefined
  /** Default 1. */
  k?: number | undefined
}

export const LOCAL_RESPONSE_DEFAULTS = { alpha: 1e-4, beta: 0.75, k: 1 }

/**
 * y = x/(k + alpha/size·Σ x²)^beta, the sum over `size` neighbouring channels at the same place, of which ⌊size/2⌋ come
 * before. Same as torch.nn.functional.local_response_norm. Source: Krizhevsky, Sutskever and Hinton, "ImageNet
 * Classification with Deep Convolutional Neural Networks", 2012.
 *
 * @param x [N, C, L] or more dimensions
 * @throws ShapeError for fewer dimensions or a size below 1, DTypeError when not real
 */
export function localResponseNorm(x: Tensor, size: number, options?: LocalResponseNormOptions): Tensor {
  const op = 'localResponseNorm'
  const { alpha, beta, k } = withDefaults(op, options, LOCAL_RESPONSE_DEFAULTS)
  assertReal(op, x)
  checkNeighbourhood(op, size)
  if (x.ndim < 3) throw new ShapeError(op, { expected: 'an input of shape [N, C, L, …]', got: show(x.shape) })
  const [batch, channels, inner] = around(x.shape, 1)
  const sizes = [batch, channels, inner, size, alpha, beta, k] as const
  return composite(() => {
    beginOperation()
    const source = pointer(x, op)
    const y = emptyTensor(x.shape, x.size, x.dtype, op)
    const d = emptyTensor(x.shape, x.size, x.dtype, op)
    check(kernels.local_response(source, y.storage.address, d.storage.address, ...sizes))
    if (isRecorded(x)) {
      record(op, [x], [y], [x, y, d], { x, y, d }, ([dy], saved) => {
        beginOperation()
        const [a, b, c] = [pointer(saved.x, op), pointer(saved.y, op), pointer(saved.d, op)]
        const upstream = pointer(dy as Tensor, op)
        const dx = emptyTensor(x.shape, x.size, x.dtype, op)
        check(kernels.local_response_backward(a, b, c, upstream, dx.storage.address, ...sizes))
        return [dx]
      })
    }
    return y
  })
}

/** @throws ShapeError when it is no whole number of at least 1 */
export function checkNeighbourhood(op: string, size: number): void {
  if (typeof size !== 'number') throw new TypeError(`${op}: expected the size as a number, got ${nameOf(size)}`)
  if (Number.isInteger(size) && size >= 1 && size < 2 ** 31) return
  throw new ShapeError(op, { expected: 'a size that is a whole number of at least 1', got: String(size) })
}
