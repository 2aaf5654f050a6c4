import { IndexError } from '../../errors.js'
import { oneOf, withDefaults } from '../../options.js'
import { classPairs } from './class-pairs.js'
import { type CountedMetric, counted } from './counted.js'
import { checkedIgnoreIndex, type IgnoreIndexOptions } from './options.js'

export interface AverageOptions extends IgnoreIndexOptions {
  /**
   * `binary`: of class 1 alone. `macro`: the mean over all classes that occur. `weighted`: the same, each by its share of
   * the targets. `micro`: of all classes' counts together. Default: `binary` for two classes, else `macro`.
   */
  average?: 'binary' | 'macro' | 'weighted' | 'micro' | undefined
}

/** How often each class was right, was predicted, and was the target. */
interface ClassCounts {
  readonly hits: number[]
  readonly predicted: number[]
  readonly actual: number[]
}

type Figure = (hits: number, predicted: number, actual: number) => number

/**
 * Of what was predicted to be of a class, the share that is; 0 where nothing was. Same as
 * sklearn.metrics.precision_score. Takes what `accuracy` takes.
 *
 * @throws ShapeError when shapes do not fit, IndexError for a target that is no class
 */
export const precision: CountedMetric<AverageOptions> = ofClasses('precision', (hits, predicted) => hits / predicted)

/**
 * Of what is of a class, the share that was predicted to be; 0 where nothing is. Same as sklearn.metrics.recall_score.
 * Takes what `accuracy` takes.
 *
 * @throws ShapeError when shapes do not fit, IndexError for a target that is no class
 */
export const recall: CountedMetric<AverageOptions> = ofClasses('recall', (hits, _, actual) => hits / actual)

/**
 * 2·precision·recall/(precision + recall) = 2·hits/(predicted + actual); 0 where both are. Same as
 * sklearn.metrics.f1_score. Takes what `accuracy` takes.
 *
 * @throws ShapeError when shapes do not fit, IndexError for a target that is no class
 */
export const f1: CountedMetric<AverageOptions> = ofClasses(
  'f1',
  (hits, predicted, actual) => (2 * hits) / (predicted + actual),
)

/* @__NO_SIDE_EFFECTS__ */
function ofClasses(op: string, figure: Figure): CountedMetric<AverageOptions> {
  const read = (options: AverageOptions | undefined) => {
    const { average, ignoreIndex } = withDefaults<{ average: unknown; ignoreIndex: number | undefined }>(op, options, {
      average: undefined,
      ignoreIndex: undefined,
    })
    if (average !== undefined) oneOf(op, 'average', average, ['binary', 'macro', 'weighted', 'micro'])
    return { average: average as AverageOptions['average'], ignored: checkedIgnoreIndex(op, ignoreIndex) }
  }
  const defined: Figure = (...counts) => figure(...counts) || 0 // 0/0
  return counted<ClassCounts, AverageOptions>(
    {
      count(prediction, target, options) {
        const { ignored } = read(options)
        const { found, truth, classes } = classPairs(op, prediction, target)
        const counts: ClassCounts = { hits: [], predicted: [], actual: [] }
        // Two classes stay two, though one of them may not occur.
        if (classes !== undefined) grow(counts, classes)
        for (let i = 0; i < truth.length; i++) {
          const [a, b] = [found[i] as number, truth[i] as number]
          if (b === ignored) continue
          for (const value of [a, b]) {
            if (Number.isInteger(value) && value >= 0 && value < (classes ?? Number.POSITIVE_INFINITY)) continue
            const expected = classes === undefined ? 'classes from 0 on' : `classes from 0 to ${classes - 1}`
            throw new IndexError(op, { expected, got: `${value} at position ${i}` })
          }
          grow(counts, Math.max(a, b) + 1)
          increase(counts.predicted, a, 1)
          increase(counts.actual, b, 1)
          if (a === b) increase(counts.hits, a, 1)
        }
        return counts
      },
      merge(a, b) {
        grow(a, b.actual.length)
        for (const key of ['hits', 'predicted', 'actual'] as const) {
          for (const [c, count] of b[key].entries()) increase(a[key], c, count)
        }
        return a
      },
      value({ hits, predicted, actual }, options) {
        const at = (counts: readonly number[], c: number) => counts[c] ?? 0
        const of = (c: number) => defined(at(hits, c), at(predicted, c), at(actual, c))
        const average = read(options).average ?? (actual.length <= 2 ? 'binary' : 'macro')
        if (average === 'binary') return of(1)
        if (average === 'micro') return defined(total(hits), total(predicted), total(actual))
        const occurring = [...actual.keys()].filter((c) => at(predicted, c) + at(actual, c) > 0)
        const weight = (c: number) => (average === 'macro' ? 1 : at(actual, c))
        return total(occurring.map((c) => of(c) * weight(c))) / total(occurring.map(weight))
      },
    },
    read,
  )
}

function grow({ hits, predicted, actual }: ClassCounts, classes: number): void {
  for (const counts of [hits, predicted, actual]) while (counts.length < classes) counts.push(0)
}

function increase(counts: number[], c: number, by: number): void {
  counts[c] = (counts[c] ?? 0) + by
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
