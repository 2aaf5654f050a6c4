import { ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'

/** What is minimised: a function such as nn.functional.crossEntropy, or a loss module. Gives one element. */
export type Loss<Prediction, Target> =
  | ((prediction: Prediction, target: Target) => Tensor)
  | { forward(prediction: Prediction, target: Target): Tensor }

/** @throws TypeError when it is neither a function nor a module */
export function checkLoss(op: string, loss: unknown): void {
  if (typeof loss === 'function' || typeof (loss as { forward?: unknown } | null | undefined)?.forward === 'function')
    return
  throw new TypeError(`${op}: expected 'loss' to be a function or a loss module, got ${nameOf(loss)}`)
}

/** @throws TypeError, ShapeError when the result is no tensor of one element */
export function computeLoss<Prediction, Target>(
  op: string,
  loss: Loss<Prediction, Target>,
  prediction: Prediction,
  target: Target,
): Tensor {
  const value: unknown = typeof loss === 'function' ? loss(prediction, target) : loss.forward(prediction, target)
  if (!(value instanceof Tensor)) throw new TypeError(`${op}: expected the loss to be a tensor, got ${nameOf(value)}`)
  if (value.size === 1) return value
  throw new ShapeError(op, {
    expected: 'a loss of one element',
    got: `shape ${show(value.shape)}`,
    remedy: "Use the reduction 'mean' or 'sum'",
  })
}
