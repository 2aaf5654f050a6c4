import { withDefaults } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import { broadcastShapes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertOperand, shapesOf } from './declare/operand.js'

/** y = self + weight·(end − self), the way from one to the other. Same as torch.lerp. Shapes broadcast. */
export function lerp(self: Tensor, end: Tensor, weight: Tensor | number): Tensor {
  assertTensor('lerp', self)
  assertTensor('lerp', end, 'end')
  assertOperand('lerp', weight, 'weight')
  broadcastShapes('lerp', ...shapesOf(self, end, weight))
  return composite(() => add(self, mul(sub(end, self), weight)))
}

/** y = self + value·a·b. Same as torch.addcmul. Shapes broadcast. */
export function addcmul(self: Tensor, a: Tensor, b: Tensor, options?: { value?: number | undefined }): Tensor {
  const { value } = withDefaults('addcmul', options, { value: 1 })
  assertTensor('addcmul', self)
  assertTensor('addcmul', a, 'factor a')
  assertTensor('addcmul', b, 'factor b')
  broadcastShapes('addcmul', ...shapesOf(self, a, b))
  return composite(() => add(self, value === 1 ? mul(a, b) : mul(mul(a, b), value)))
}

/** y = self·b + c. Shapes broadcast. */
export function fma(self: Tensor, b: Tensor | number, c: Tensor | number): Tensor {
  assertTensor('fma', self)
  assertOperand('fma', b, 'factor b')
  assertOperand('fma', c, 'summand c')
  broadcastShapes('fma', ...shapesOf(self, b, c))
  return composite(() => add(mul(self, b), c))
}
