import { ShapeError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { data } from '../../tensor/read.js'
import { type Shape, sameShape, show } from '../../tensor/shape.js'
import { Tensor } from '../../tensor/tensor.js'
import { predictedClasses } from './predicted-classes.js'

/** Which class was predicted and which was right, one by one. */
export interface ClassPairs {
  readonly found: ArrayLike<number>
  readonly truth: ArrayLike<number>
  /** How many classes there are; undefined where int32 predictions do not tell. */
  readonly classes: number | undefined
}

/**
 * - Scores [N, C, …] with classes [N, …], or with probabilities of the same shape: the largest score wins.
 * - int32 classes with classes of the same shape.
 * - Two classes, one score each, with targets 0 and 1 of the same shape ([N, 1] fits [N]): class 1 is what lies above
 *   0.5, or above 0 when scores beyond [0, 1] show that they are logits.
 *
 * @throws ShapeError when the shapes fit none
 */
export function classPairs(op: string, prediction: Tensor, target: Tensor): ClassPairs {
  assertTensors(op, prediction, target)
  const { shape } = prediction
  if (prediction.dtype === 'int32' && sameShape(shape, target.shape)) {
    return { found: data(prediction), truth: data(target), classes: undefined }
  }
  const areScores = shape.length > 1 && shape[1] !== 1
  if (areScores && sameShape(withoutClasses(shape), target.shape)) {
    return { found: predictedClasses(op, prediction), truth: data(target), classes: shape[1] }
  }
  if (areScores && sameShape(shape, target.shape)) {
    return { found: predictedClasses(op, prediction), truth: predictedClasses(op, target), classes: shape[1] }
  }
  if (!areScores && sameShape(withoutClasses(shape), withoutClasses(target.shape))) {
    return { found: sides(prediction), truth: data(target), classes: 2 }
  }
  throw new ShapeError(op, {
    expected: 'scores [N, C, …] with classes [N, …], or targets of the same shape as the predictions',
    got: `${show(shape)} and ${show(target.shape)}`,
  })
}

/** @throws TypeError */
export function assertTensors(op: string, ...values: unknown[]): void {
  for (const value of values) {
    if (!(value instanceof Tensor)) throw new TypeError(`${op}: expected tensors, got ${nameOf(value)}`)
  }
}

/** The shape without its second dimension; [N] is as it was. */
export function withoutClasses(shape: Shape): Shape {
  return shape.filter((_, dim) => dim !== 1)
}

/** 1 above the threshold, 0 below. */
function sides(prediction: Tensor): Int32Array {
  const values = data(prediction)
  const areLogits = values.some((value) => value < 0 || value > 1)
  return Int32Array.from(values, (value) => (value > (areLogits ? 0 : 0.5) ? 1 : 0))
}
