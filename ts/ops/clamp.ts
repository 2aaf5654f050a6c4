import { realDType } from '../runtime/precision.js'
import { assertNumber } from '../tensor/assert-number.js'
import { composite } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { unaryWith } from './declare/unary.js'
import { maximum, minimum } from './maximum.js'

const clamped = unaryWith('clamp', { kernel: 'clamp', saves: 'x', backward: 'clamp_backward' })

/**
 * y = x cut off at min and max, either of which may be left out; the derivative at the ends is 0.
 * Whole numbers with whole bounds stay whole. Same as torch.clamp.
 */
export function clamp(self: Tensor, min?: number, max?: number): Tensor {
  assertTensor('clamp', self)
  for (const [argument, bound] of Object.entries({ min, max })) {
    if (bound !== undefined) assertNumber('clamp', argument, bound)
  }
  if (self.dtype === realDType) return clamped(self, min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY)
  return composite(() => {
    const above = min === undefined ? self : maximum(self, min)
    return max === undefined ? above : minimum(above, max)
  })
}
