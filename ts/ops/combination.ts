import { withDefaults } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { Tensor } from '../tensor/tensor.js'
import { abs, add, mul, sub } from './arithmetic.js'
import { lt } from './comparison.js'
import { where } from './where.js'

/**
 * y = self + weight·(end − self), the way from one to the other; from a weight of ½ on computed from the end, so that a
 * weight of 1 gives it to the bit. Same as torch.lerp. Shapes broadcast.
 */
export function lerp(self: Tensor, end: Tensor, weight: Tensor | number): Tensor {
  return composite(() => {
    const way = sub(end, self)
    if (!(weight instanceof Tensor)) {
      return Math.abs(weight) < 0.5 ? add(self, mul(way, weight)) : add(end, mul(way, weight - 1))
    }
    const nearStart = lt(abs(weight), 0.5)
    return add(where(nearStart, self, end), mul(way, where(nearStart, weight, sub(weight, 1))))
  })
}

/** y = self + value·a·b. Same as torch.addcmul. Shapes broadcast. */
export function addcmul(self: Tensor, a: Tensor, b: Tensor, options?: { value?: number | undefined }): Tensor {
  const { value } = withDefaults('addcmul', options, { value: 1 })
  return composite(() => add(self, value === 1 ? mul(a, b) : mul(mul(a, b), value)))
}

/** y = self·b + c. Shapes broadcast. */
export function fma(self: Tensor, b: Tensor | number, c: Tensor | number): Tensor {
  return composite(() => add(mul(self, b), c))
}
