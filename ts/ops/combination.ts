import { withDefaults } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { broadcastShapes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { abs, add, mul, sub } from './arithmetic.js'
import { lt } from './comparison.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertOperand, shapesOf } from './declare/operand.js'
import { where } from './where.js'

/**
 * y = self + weight·(end − self), on the way from one to the other. From a weight of ½ on it is computed from the end,
 * so that a weight of 1 gives it to the bit. Shapes broadcast. Same as torch.lerp, but types are promoted.
 */
export function lerp(self: Tensor, end: Tensor, weight: Tensor | number): Tensor {
  assertTensor('lerp', self)
  assertTensor('lerp', end, 'end')
  assertOperand('lerp', weight, 'weight')
  broadcastShapes('lerp', ...shapesOf(self, end, weight))
  return composite(() => {
    const way = sub(end, self)
    if (typeof weight === 'number') {
      return Math.abs(weight) < 0.5 ? add(self, mul(way, weight)) : add(end, mul(way, weight - 1))
    }
    const nearStart = lt(abs(weight), 0.5)
    return add(where(nearStart, self, end), mul(way, where(nearStart, weight, sub(weight, 1))))
  })
}

/**
 * y = self + value·a·b. Shapes broadcast.
 * Same as torch.addcmul, but a value that is not whole makes whole numbers real.
 */
export function addcmul(self: Tensor, a: Tensor, b: Tensor, options?: { value?: number | undefined }): Tensor {
  const { value } = withDefaults('addcmul', options, { value: 1 })
  assertTensor('addcmul', self)
  assertTensor('addcmul', a, 'factor a')
  assertTensor('addcmul', b, 'factor b')
  broadcastShapes('addcmul', ...shapesOf(self, a, b))
  return composite(() => add(self, value === 1 ? mul(a, b) : mul(mul(a, b), value)))
}

/** y = self·b + c, the product rounded before it is added. Shapes broadcast. Same as torch.addcmul(c, self, b). */
export function fma(self: Tensor, b: Tensor | number, c: Tensor | number): Tensor {
  assertTensor('fma', self)
  assertOperand('fma', b, 'factor b')
  assertOperand('fma', c, 'summand c')
  broadcastShapes('fma', ...shapesOf(self, b, c))
  return composite(() => add(mul(self, b), c))
}
