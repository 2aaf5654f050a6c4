import { ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { data } from '../tensor/read.js'
import { type Shape, sameShape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { predictedClasses } from './predicted-classes.js'

/**
 * The share of predictions that are right, from 0 to 1; NaN for an empty batch.
 *
 * - Scores [N, C, …] with classes [N, …], or with probabilities of the same shape: the largest score wins.
 * - Two classes, one score each, with targets 0 and 1 of the same shape ([N, 1] fits [N]): right is what lies on the
 *   target's side of 0.5, or of 0 when scores beyond [0, 1] show that they are logits.
 *
 * @throws ShapeError when the shapes fit neither
 */
export function accuracy(prediction: Tensor, target: Tensor): number {
  const op = 'accuracy'
  for (const t of [prediction, target]) {
    if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected tensors, got ${nameOf(t)}`)
  }
  const { shape } = prediction
  const areScores = shape.length > 1 && shape[1] !== 1
  if (areScores && sameShape(withoutClasses(shape), target.shape)) {
    return share(predictedClasses(op, prediction), data(target))
  }
  if (areScores && sameShape(shape, target.shape)) {
    return share(predictedClasses(op, prediction), predictedClasses(op, target))
  }
  if (!areScores && sameShape(withoutClasses(shape), withoutClasses(target.shape))) {
    return share(sides(prediction), data(target))
  }
  throw new ShapeError(op, {
    expected: 'scores [N, C, …] with classes [N, …], or targets of the same shape as the predictions',
    got: `${show(shape)} and ${show(target.shape)}`,
  })
}

/** The shape without its second dimension; [N] is as it was. */
function withoutClasses(shape: Shape): Shape {
  return shape.filter((_, dim) => dim !== 1)
}

/** 1 above the threshold, 0 below. */
function sides(prediction: Tensor): Int32Array {
  const values = data(prediction)
  const areLogits = values.some((value) => value < 0 || value > 1)
  return Int32Array.from(values, (value) => (value > (areLogits ? 0 : 0.5) ? 1 : 0))
}

function share(found: ArrayLike<number>, truth: ArrayLike<number>): number {
  let right = 0
  for (let i = 0; i < found.length; i++) if (found[i] === truth[i]) right++
  return right / found.length
}
