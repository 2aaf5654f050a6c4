import { ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { kernels } from '../runtime/kernels.js'
import { composite } from '../tensor/lifetime.js'
import { randomReal } from '../tensor/random.js'
import { type Shape, show } from '../tensor/shape.js'
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
  return masked('dropout', x, options, (shape) => shape)
}

/**
 * Each channel is 0 with probability p and otherwise divided by 1 − p; the input itself when not training.
 * x [N, C, L], or [C, L] for a single one. Same as torch.nn.functional.dropout1d, with another stream.
 * Source: Tompson et al., "Efficient object localization using convolutional networks", 2015.
 *
 * @throws ValueError for p outside [0, 1], ShapeError, DTypeError when not real
 */
export function dropout1d(x: Tensor, options?: DropoutOptions): Tensor {
  return masked('dropout1d', x, options, (shape) => {
    if (shape.length === 2 || shape.length === 3) return [...shape.slice(0, -1), 1]
    throw new ShapeError('dropout1d', { expected: 'input of shape [N, C, L] or [C, L]', got: show(shape) })
  })
}

/**
 * Each channel is 0 with probability p and otherwise divided by 1 − p; the input itself when not training.
 * x [N, C, H, W]; three dimensions are [N, C, L], as in torch. Same as torch.nn.functional.dropout2d, with another
 * stream. Source: Tompson et al., "Efficient object localization using convolutional networks", 2015.
 *
 * @throws ValueError for p outside [0, 1], ShapeError, DTypeError when not real
 */
export function dropout2d(x: Tensor, options?: DropoutOptions): Tensor {
  return masked('dropout2d', x, options, (shape) => {
    if (shape.length === 3 || shape.length === 4) return shape.map((size, d) => (d < 2 ? size : 1))
    throw new ShapeError('dropout2d', { expected: 'input of shape [N, C, H, W] or [N, C, L]', got: show(shape) })
  })
}

/** `maskShape` says for how many neighbours one random number decides. */
function masked(
  op: string,
  x: Tensor,
  options: DropoutOptions | undefined,
  maskShape: (shape: Shape) => Shape,
): Tensor {
  const { p, training } = withDefaults(op, options, { p: 0.5, training: true })
  assertReal(op, x)
  checkProbability(op, p)
  const shape = maskShape(x.shape)
  if (!training || p === 0) return x
  const scale = p === 1 ? 0 : 1 / (1 - p)
  return composite(() => {
    const mask = randomReal(op, shape, (y, n, stream) => kernels.random_bernoulli(y, n, ...stream, 1 - p, scale))
    return mul(x, mask)
  })
}

/** @throws ValueError when it is no probability */
export function checkProbability(op: string, p: number): void {
  if (p >= 0 && p <= 1) return
  throw new ValueError(op, { expected: 'a probability p from 0 to 1', got: nameOf(p) })
}
