import { IndexError, ShapeError, ValueError } from '../../errors.js'
import { assertWhole } from '../../tensor/assert-number.js'
import { data } from '../../tensor/read.js'
import { sameShape, show } from '../../tensor/shape.js'
import { assertTensors, withoutClasses } from './class-pairs.js'
import { type CountedMetric, counted } from './counted.js'
import { type IgnoreIndexOptions, readIgnoreIndex } from './options.js'
import { mergeRatios, type Ratio, ratio } from './ratio.js'

const op = 'topKAccuracy'

/**
 * The metric of how often the right class is among the k with the largest scores; of equal scores the first class
 * counts as the larger one. `topKAccuracy(1)` is `accuracy`. Same as sklearn.metrics.top_k_accuracy_score.
 *
 * The metric takes scores [N, C, …] and int32 classes [N, …]. It throws a ShapeError for other shapes, a ValueError
 * when k is more than C, and an IndexError for a class outside 0 … C − 1.
 *
 * @throws ValueError when k is no whole number of at least 1
 */
export function topKAccuracy(k: number, options?: IgnoreIndexOptions): CountedMetric<IgnoreIndexOptions> {
  assertWhole(op, 'k', k, 1)
  readIgnoreIndex(op, options)
  return counted<Ratio, IgnoreIndexOptions>(
    {
      count(prediction, target, more) {
        const ignored = readIgnoreIndex(op, more)
        assertTensors(op, prediction, target)
        const { shape } = prediction
        const [samples = 0, classes = 0, ...rest] = shape
        if (shape.length < 2 || !sameShape(withoutClasses(shape), target.shape)) {
          throw new ShapeError(op, {
            expected: 'scores [N, C, …] with classes [N, …]',
            got: `${show(shape)} and ${show(target.shape)}`,
          })
        }
        if (k > classes) throw new ValueError(op, { expected: `at least ${k} classes`, got: String(classes) })
        const places = rest.reduce((a, b) => a * b, 1)
        const [scores, truth] = [data(prediction), data(target)]
        const all = { sum: 0, count: 0 }
        for (let i = 0; i < samples * places; i++) {
          const right = truth[i] as number
          if (right === ignored) continue
          if (!Number.isInteger(right) || right < 0 || right >= classes) {
            const expected = `classes from 0 to ${classes - 1}`
            throw new IndexError(op, { expected, got: `${right} at position ${i}` })
          }
          const start = Math.floor(i / places) * classes * places + (i % places)
          const own = scores[start + right * places] as number
          let before = 0
          for (let c = 0; c < classes; c++) {
            const other = scores[start + c * places] as number
            if (other > own || (other === own && c < right)) before++
          }
          all.count++
          // NaN is larger than nothing and must not be right.
          if (before < k && !Number.isNaN(own)) all.sum++
        }
        return all
      },
      merge: mergeRatios,
      value: ratio,
    },
    (more) => readIgnoreIndex(op, more),
    options,
  )
}
