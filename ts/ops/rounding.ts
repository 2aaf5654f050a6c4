import { refuseOptions } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { clone } from './clone.js'
import { named, unary } from './declare/unary.js'

/** y = the largest whole number ≤ x; the derivative is 0. Same as torch.floor, but bool counts as int32. */
export const floor = rounding('floor')

/** y = the smallest whole number ≥ x; the derivative is 0. Same as torch.ceil, but bool counts as int32. */
export const ceil = rounding('ceil')

/**
 * y = the nearest whole number, halves to the even one; the derivative is 0.
 * Same as torch.round, but bool counts as int32.
 */
export const round = rounding('round')

/** y = x without its fraction; the derivative is 0. Same as torch.trunc, but bool counts as int32. */
export const trunc = rounding('trunc')

function rounding(name: 'floor' | 'ceil' | 'round' | 'trunc'): (self: Tensor) => Tensor {
  const ofReal = unary(name, { kernel: name, saves: 'nothing', backward: 'zero' })
  return named(name, (self: Tensor, options?: unknown) => {
    if (options !== undefined) refuseOptions(name, options)
    if (!(self instanceof Tensor) || self.dtype === realDType) return ofReal(self)
    // A whole number is its own rounding.
    return self.dtype === 'int32' ? clone(self) : cast(self, 'int32')
  })
}
