import { ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { kernels } from '../runtime/kernels.js'
import { composite } from '../tensor/lifetime.js'
import { randomReal } from '../tensor/random.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { assertReal } from './declare/operand.js'

/** p: the probability with which an element becomes 0; training: whether anything happens at all. */
export interface DropoutOptions {
  p?: number | undefined
  training?: boolean | undefined
}

/**
 * Each element is 0 with probability p and otherwise divided by 1 − p; the input itself when not training.
 * Same as torch.nn.functional.dropout, with another stream. Source: Srivastava et al., "Dropout", 2014.
 *
 * @throws ValueError for p outside [0, 1], DTypeError when not real
 */
export function dropout(x: Tensor, options?: DropoutOptions): Tensor {
  const { p, training } = withDefaults('dropout', options, { p: 0.5, training: true })
  assertReal('dropout', x)
  checkProbability('dropout', p)
  if (!training || p === 0) return x
  const scale = p === 1 ? 0 : 1 / (1 - p)
  return composite(() => {
    const mask = randomReal('dropout', x.shape, (y, n, stream) =>
      kernels.random_bernoulli(y, n, ...stream, 1 - p, scale),
    )
    return mul(x, mask)
  })
}

/** @throws ValueError when it is no probability */
export function checkProbability(op: string, p: number): void {
  if (p >= 0 && p <= 1) return
  throw new ValueError(op, { expected: 'a probability p from 0 to 1', got: nameOf(p) })
}
