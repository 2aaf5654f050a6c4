import { noGrad } from '../../autograd/grad-mode.js'
import { nameOf } from '../../options.js'
import { Tensor } from '../../tensor/tensor.js'
import type { CountedMetric, Counts } from './counted.js'

/**
 * A figure of merit of one batch: a number, or a tensor of one element. It is averaged over samples, but those of this
 * library are of all samples together.
 */
export type Metric<Prediction = Tensor, Target = Tensor> = (prediction: Prediction, target: Target) => number | Tensor

/** Metrics by the names under which their values are reported. */
export type Metrics<Prediction, Target> = Readonly<Record<string, Metric<Prediction, Target>>>

/** The figure of one batch, or what it counts for. */
export type Figure = number | Counts

/** @throws TypeError unless it is an object of functions */
export function checkMetrics(op: string, metrics: unknown): void {
  const isObject = metrics !== null && typeof metrics === 'object' && !Array.isArray(metrics)
  const stranger = isObject ? Object.entries(metrics).find(([, metric]) => typeof metric !== 'function') : undefined
  if (isObject && stranger === undefined) return
  const got = stranger === undefined ? nameOf(metrics) : `${nameOf(stranger[1])} for '${stranger[0]}'`
  throw new TypeError(
    `${op}: expected 'metrics' to be an object of functions, as { accuracy: train.accuracy }, got ${got}`,
  )
}

/** The value of every metric on one batch; nothing is recorded, and nothing stays in memory. */
export function computeMetrics<Prediction, Target>(
  metrics: Metrics<Prediction, Target>,
  prediction: Prediction,
  target: Target,
): Record<string, Figure> {
  const values: Record<string, Figure> = {}
  for (const [name, metric] of Object.entries(metrics)) {
    values[name] = noGrad((): Figure => {
      const { counts } = metric as Partial<CountedMetric<object>>
      if (counts !== undefined) return counts(prediction as Tensor, target as Tensor)
      const value: unknown = metric(prediction, target)
      if (value instanceof Tensor) return value.item()
      if (typeof value === 'number') return value
      throw new TypeError(`train: expected the metric '${name}' to give a number, got ${nameOf(value)}`)
    })
  }
  return values
}
