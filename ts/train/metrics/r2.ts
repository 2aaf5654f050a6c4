import { withDefaults } from '../../options.js'
import { type CountedMetric, counted } from './counted.js'
import { numberPairs } from './number-pairs.js'

type NoOptions = Record<never, never>

/** Of one output: how many targets, their mean and squared distance from it, and the squared error. */
interface Spread {
  count: number
  mean: number
  total: number
  residual: number
}

const op = 'r2'
const check = (options: NoOptions | undefined) => withDefaults(op, options, {})

/**
 * The coefficient of determination, 1 − Σ(target − prediction)²/Σ(target − mean)²: 1 for perfect predictions, 0 for
 * those of the mean. Of several outputs [N, D] the mean over outputs. Where all targets are equal 1 for perfect
 * predictions, else 0; NaN for fewer than two samples. Same as sklearn.metrics.r2_score. @throws ShapeError
 */
export const r2: CountedMetric<NoOptions> = counted<Spread[], NoOptions>(
  {
    count(prediction, target, options) {
      check(options)
      const { found, truth, width } = numberPairs(op, prediction, target)
      const outputs = Array.from({ length: width }, (): Spread => ({ count: 0, mean: 0, total: 0, residual: 0 }))
      for (let i = 0; i < truth.length; i++) {
        const error = (truth[i] as number) - (found[i] as number)
        const one = { count: 1, mean: truth[i] as number, total: 0, residual: error * error }
        outputs[i % width] = joined(outputs[i % width] as Spread, one)
      }
      return outputs
    },
    merge: (a, b) => a.map((spread, output) => joined(spread, b[output] as Spread)),
    value(outputs) {
      return outputs.reduce((sum, output) => sum + determination(output), 0) / outputs.length
    },
  },
  check,
)

function determination({ count, total, residual }: Spread): number {
  if (count < 2) return Number.NaN
  if (total > 0) return 1 - residual / total
  return residual === 0 ? 1 : 0
}

/** Chan, Golub and LeVeque's pairwise update, which loses no digits to a large mean. */
function joined(a: Spread, b: Spread): Spread {
  const count = a.count + b.count
  const apart = b.mean - a.mean
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    total: a.total + b.total + (apart * apart * a.count * b.count) / count,
    residual: a.residual + b.residual,
  }
}
