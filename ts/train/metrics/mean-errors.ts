import { withDefaults } from '../../options.js'
import { type CountedMetric, counted } from './counted.js'
import { numberPairs } from './number-pairs.js'
import { mergeRatios, type Ratio, ratio } from './ratio.js'

type NoOptions = Record<never, never>

/** Mean of |prediction − target| over all numbers. Same as sklearn.metrics.mean_absolute_error. @throws ShapeError */
export const meanAbsoluteError: CountedMetric<NoOptions> = meanError('meanAbsoluteError', Math.abs)

/** Mean of (prediction − target)² over all numbers. Same as sklearn.metrics.mean_squared_error. @throws ShapeError */
export const meanSquaredError: CountedMetric<NoOptions> = meanError('meanSquaredError', (error) => error * error)

/* @__NO_SIDE_EFFECTS__ */
function meanError(op: string, of: (error: number) => number): CountedMetric<NoOptions> {
  const check = (options: NoOptions | undefined) => withDefaults(op, options, {})
  return counted<Ratio, NoOptions>(
    {
      count(prediction, target, options) {
        check(options)
        const { found, truth } = numberPairs(op, prediction, target)
        let sum = 0
        for (let i = 0; i < truth.length; i++) sum += of((found[i] as number) - (truth[i] as number))
        return { sum, count: truth.length }
      },
      merge: mergeRatios,
      value: ratio,
    },
    check,
  )
}
