import { classPairs } from './class-pairs.js'
import { type CountedMetric, counted } from './counted.js'
import { type IgnoreIndexOptions, readIgnoreIndex } from './options.js'
import { mergeRatios, type Ratio, ratio } from './ratio.js'

const op = 'accuracy'

/**
 * The share of predictions that are right, from 0 to 1; NaN for none. Same as sklearn.metrics.accuracy_score.
 *
 * - Scores [N, C, …] with classes [N, …], or with probabilities of the same shape: the largest score wins.
 * - int32 classes with classes of the same shape.
 * - Two classes, one score each, with targets 0 and 1 of the same shape ([N, 1] fits [N]): right is what lies on the
 *   target's side of 0.5, or of 0 when scores beyond [0, 1] show that they are logits.
 *
 * @throws ShapeError when the shapes fit none
 */
export const accuracy: CountedMetric<IgnoreIndexOptions> = counted<Ratio, IgnoreIndexOptions>(
  {
    count(prediction, target, options) {
      const ignored = readIgnoreIndex(op, options)
      const { found, truth } = classPairs(op, prediction, target)
      const all = { sum: 0, count: 0 }
      for (let i = 0; i < truth.length; i++) {
        if (truth[i] === ignored) continue
        all.count++
        if (found[i] === truth[i]) all.sum++
      }
      return all
    },
    merge: mergeRatios,
    value: ratio,
  },
  (options) => readIgnoreIndex(op, options),
)
