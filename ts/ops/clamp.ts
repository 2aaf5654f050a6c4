import { realDType } from '../runtime/precision.js'
import { assertNumber } from '../tensor/assert-number.js'
import { composite } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { add } from './arithmetic.js'
import { assertTensor } from './declare/assert-tensor.js'
import { unaryWith } from './declare/unary.js'
import { maximum, minimum } from './maximum.js'

const clamped = unaryWith('clamp', { kernel: 'clamp', saves: 'x', backward: 'clamp_backward' })

/**
 * y = x cut off at min and max, either of which may be left out; the derivative at the ends is 0, and where min > max,
 * y is max. Whole numbers with whole bounds stay whole. Same as torch.clamp with numbers, but bool counts as int32.
 *
 * @throws TypeError without any bound
 */
export function clamp(self: Tensor, min?: number, max?: number): Tensor {
  assertTensor('clamp', self)
  for (const [argument, bound] of Object.entries({ min, max })) {
    if (bound !== undefined) assertNumber('clamp', argument, bound)
  }
  if (min === undefined && max === undefined) throw new TypeError('clamp: expected min, max or both, got neither')
  if (self.dtype === realDType) {
    const { NaN: none, POSITIVE_INFINITY: infinity } = Number
    // A bound that is no number leaves none: bounds that are crossed let no gradient through.
    return Number.isNaN(min) || Number.isNaN(max)
      ? composite(() => add(clamped(self, infinity, -infinity), none))
      : clamped(self, min ?? none, max ?? none)
  }
  return composite(() => {
    const above = min === undefined ? self : maximum(self, min)
    return max === undefined ? above : minimum(above, max)
  })
}
