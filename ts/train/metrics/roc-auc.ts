import { ShapeError, ValueError } from '../../errors.js'
import { data } from '../../tensor/read.js'
import { sameShape, show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { assertTensors, withoutClasses } from './class-pairs.js'
import { type CountedMetric, counted } from './counted.js'
import { type IgnoreIndexOptions, readIgnoreIndex } from './options.js'

const op = 'rocAuc'

/** All scores so far, by what they should have told. */
interface Scores {
  readonly positive: number[]
  readonly negative: number[]
}

/**
 * The area under the receiver operating characteristic of two classes: the probability that a sample of class 1 has a
 * larger score than one of class 0, ties counting half. NaN when a class does not occur. One score each, probabilities
 * or logits, with targets 0 and 1 of the same shape ([N, 1] fits [N]), or scores [N, 2]. Same as
 * sklearn.metrics.roc_auc_score.
 *
 * @throws ShapeError for more classes, ValueError for targets that are neither 0 nor 1, or scores of NaN
 */
export const rocAuc: CountedMetric<IgnoreIndexOptions> = counted<Scores, IgnoreIndexOptions>(
  {
    count(prediction, target, options) {
      const ignored = readIgnoreIndex(op, options)
      const scores = scoresOf(prediction, target)
      const all: Scores = { positive: [], negative: [] }
      for (const [i, label] of data(target).entries()) {
        if (label === ignored) continue
        const score = scores[i] as number
        if (label !== 0 && label !== 1) {
          throw new ValueError(op, { expected: 'targets of 0 and 1', got: `${label} at position ${i}` })
        }
        if (Number.isNaN(score)) throw new ValueError(op, { expected: 'scores', got: `NaN at position ${i}` })
        ;(label === 1 ? all.positive : all.negative).push(score)
      }
      return all
    },
    merge(a, b) {
      for (const score of b.positive) a.positive.push(score)
      for (const score of b.negative) a.negative.push(score)
      return a
    },
    value: area,
  },
  (options) => readIgnoreIndex(op, options),
)

function scoresOf(prediction: Tensor, target: Tensor): ArrayLike<number> {
  assertTensors(op, prediction, target)
  const { shape } = prediction
  const values = data(prediction)
  if (shape.length === 2 && shape[1] === 2 && sameShape(target.shape, shape.slice(0, 1))) {
    return Float64Array.from(
      { length: target.size },
      (_, i) => (values[2 * i + 1] as number) - (values[2 * i] as number),
    )
  }
  const isSingle = shape.length < 2 || shape[1] === 1
  if (isSingle && sameShape(withoutClasses(shape), withoutClasses(target.shape))) return values
  throw new ShapeError(op, {
    expected: 'one score, or scores of two classes [N, 2], for each target',
    got: `${show(shape)} and ${show(target.shape)}`,
  })
}

/** Mann and Whitney's statistic, over pairs: of each negative score all positive ones above it, and half of its equals. */
function area({ positive, negative }: Scores): number {
  const [above, below] = [Float64Array.from(positive).sort(), Float64Array.from(negative).sort()]
  let sum = 0
  let smaller = 0
  let notLarger = 0
  for (const score of above) {
    while (smaller < below.length && (below[smaller] as number) < score) smaller++
    while (notLarger < below.length && (below[notLarger] as number) <= score) notLarger++
    sum += (smaller + notLarger) / 2
  }
  return sum / (above.length * below.length)
}
