import { ShapeError } from '../errors.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { gt } from './comparison.js'
import { assertReal } from './declare/operand.js'
import { reshape } from './reshape.js'
import { maskedFill, where } from './where.js'

/**
 * y = x for x > 0, else weight·x with a learnt weight, one for all or one for each channel (dimension 1).
 * Same as torch.nn.functional.prelu. @throws ShapeError when the weight fits neither
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  assertReal('prelu', x)
  assertReal('prelu', weight, 'weight')
  const channels = x.ndim > 1 ? (x.shape[1] as number) : 1
  if (weight.size !== 1 && weight.size !== channels) {
    throw new ShapeError('prelu', {
      expected: `1 weight, or ${channels} for the channels of an input of shape ${show(x.shape)}`,
      got: show(weight.shape),
    })
  }
  const shape = x.shape.map((_, i) => (i === 1 || x.ndim === 1 ? weight.size : 1))
  return composite(() => {
    const positive = gt(x, 0)
    // Not x itself: the weight has no part in an infinite x, whose product with a gradient of 0 is NaN.
    return where(positive, x, mul(maskedFill(x, positive, 0), reshape(weight, x.ndim === 0 ? [] : shape)))
  })
}
