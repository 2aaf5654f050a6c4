import { ValueError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { kernels } from '../../runtime/kernels.js'
import type { Tensor } from '../../tensor/tensor.js'
import { draw } from './basic.js'

export interface TruncNormalOptions {
  /** Of the distribution before it is cut off. Default 0. */
  mean?: number | undefined
  /** Of the distribution before it is cut off. Default 1. */
  std?: number | undefined
  /** The smallest value. Default −2. */
  a?: number | undefined
  /** The largest value. Default 2. */
  b?: number | undefined
}

/** Further out a normal distribution has no probability that double precision can tell from 0. */
const FARTHEST_DEVIATIONS = 37

/**
 * Normal, given that the values lie in [a, b]: x = Φ⁻¹(Φ(a) + u·(Φ(b) − Φ(a))) with uniform u, right in far tails too.
 * Same distribution as torch.nn.init.trunc_normal_.
 *
 * @throws ValueError when a ≥ b, std ≤ 0, or [a, b] lies more than 37 std from the mean
 */
export function truncNormal(t: Tensor, options?: TruncNormalOptions): Tensor {
  const { mean, std, a, b } = withDefaults('truncNormal', options, { mean: 0, std: 1, a: -2, b: 2 })
  if (!Number.isFinite(mean)) throw new ValueError('truncNormal', { expected: 'a finite mean', got: String(mean) })
  if (!(std > 0 && std < Infinity)) throw new ValueError('truncNormal', { expected: 'std > 0', got: String(std) })
  if (!(a < b)) throw new ValueError('truncNormal', { expected: 'a < b', got: `${a} and ${b}` })
  if (Math.max(a - mean, mean - b) > FARTHEST_DEVIATIONS * std) {
    throw new ValueError('truncNormal', {
      expected: `an interval that comes within ${FARTHEST_DEVIATIONS} std of the mean`,
      got: `[${a}, ${b}] with mean ${mean} and std ${std}`,
    })
  }
  return draw('truncNormal', t, (address, n, stream) =>
    kernels.random_trunc_normal(address, n, ...stream, mean, std, a, b),
  )
}
