import { DTypeError, IndexError, ShapeError, ValueError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { fromBuffer } from '../../tensor/conversion.js'
import { data } from '../../tensor/read.js'
import { show } from '../../tensor/shape.js'
import { Tensor } from '../../tensor/tensor.js'
import { type IgnoreIndexOptions, readIgnoreIndex } from './options.js'
import { predictedClasses } from './predicted-classes.js'

/**
 * How often class i (row) was taken for class j (column): an int32 tensor [classes, classes]. Predictions are int32
 * classes of the targets' shape, or scores [N, C, …] of which the largest wins. Same as
 * sklearn.metrics.confusion_matrix.
 *
 * @throws IndexError for a class beyond `classes`
 * @throws ShapeError when there is not one prediction for each target
 */
export function confusionMatrix(
  predictions: Tensor,
  targets: Tensor,
  classes: number,
  options?: IgnoreIndexOptions,
): Tensor {
  const op = 'confusionMatrix'
  for (const t of [predictions, targets]) {
    if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected tensors, got ${nameOf(t)}`)
  }
  if (typeof classes !== 'number') throw new TypeError(`${op}: expected the number of classes, got ${nameOf(classes)}`)
  if (!Number.isSafeInteger(classes) || classes < 1) {
    throw new ValueError(op, { expected: 'a whole number of classes of at least 1', got: nameOf(classes) })
  }
  if (targets.dtype !== 'int32') {
    throw new DTypeError(op, { expected: 'int32 targets', got: targets.dtype, remedy: "Use cast('int32')" })
  }
  const ignored = readIgnoreIndex(op, options)
  const found = predictions.dtype === 'int32' ? data(predictions) : predictedClasses(op, predictions)
  if (found.length !== targets.size) {
    throw new ShapeError(op, {
      expected: 'one prediction for each target',
      got: `${show(predictions.shape)} and ${show(targets.shape)}`,
    })
  }
  const counts = new Int32Array(classes * classes)
  const truth = data(targets)
  for (let i = 0; i < found.length; i++) {
    if (truth[i] === ignored) continue
    const cell = checked(op, 'target', truth[i], classes) * classes + checked(op, 'prediction', found[i], classes)
    counts[cell] = (counts[cell] as number) + 1
  }
  return fromBuffer(counts.buffer, [classes, classes], 'int32', op)
}

function checked(op: string, what: string, value: number | undefined, classes: number): number {
  if (value !== undefined && value >= 0 && value < classes) return value
  throw new IndexError(op, { expected: `each ${what} to be a class from 0 to ${classes - 1}`, got: String(value) })
}
