import { noGrad } from '../autograd/grad-mode.js'
import { Module } from '../nn/module.js'
import { nameOf, withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { type BatchSource, checkBatchSource, noBatches, toLabelledBatch } from './batches.js'
import { Breather } from './breather.js'
import { eachBatch } from './each-batch.js'
import { checkLoss, computeLoss, type Loss } from './loss.js'
import { checkMetrics, computeMetrics, type Metrics } from './metrics/metric.js'
import { rememberModes } from './module-modes.js'
import { SampleMean } from './sample-mean.js'

export interface EvaluateOptions<Prediction = Tensor, Target = Tensor> {
  /** Batches as `[input, target]`. */
  data: BatchSource
  loss: Loss<Prediction, Target>
  metrics?: Metrics<Prediction, Target> | undefined
}

/** Means over samples. */
export interface Evaluation {
  readonly loss: number
  readonly metrics: Readonly<Record<string, number>>
}

/**
 * The mean loss and metrics of a model over all samples, in evaluation mode and without recording. The modules' modes
 * are put back afterwards.
 *
 * @throws ValueError when there is no batch
 */
export async function evaluate<Prediction = Tensor, Target = Tensor>(
  model: Module,
  options: EvaluateOptions<Prediction, Target>,
): Promise<Evaluation> {
  const op = 'evaluate'
  checkModel(op, model)
  const unset = { data: undefined, loss: undefined, metrics: {} }
  const settings = withDefaults<object>(op, options ?? {}, unset) as Required<EvaluateOptions<Prediction, Target>>
  const { data, loss } = settings
  const metrics = settings.metrics ?? {}
  checkBatchSource(op, 'data', data)
  checkLoss(op, loss)
  checkMetrics(op, metrics)
  return evaluateBatches(op, 'data', model, data, loss, metrics, new Breather())
}

/** `evaluate` after its options were checked. */
export async function evaluateBatches<Prediction, Target>(
  op: string,
  key: string,
  model: Module,
  data: BatchSource,
  loss: Loss<Prediction, Target>,
  metrics: Metrics<Prediction, Target>,
  breather: Breather,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const mean = new SampleMean()
  const restoreModes = rememberModes(model)
  const forward = model.forward as (...inputs: readonly unknown[]) => unknown
  try {
    model.eval()
    await eachBatch(data, signal, async (batch) => {
      const { inputs, target, samples } = toLabelledBatch(op, batch)
      noGrad(() => {
        const prediction = forward.apply(model, inputs as unknown[]) as Prediction
        const value = computeLoss(op, loss, prediction, target as Target).item()
        mean.add(value, computeMetrics(metrics, prediction, target as Target), samples)
      })
      await breather.rest()
      return true
    })
  } finally {
    restoreModes()
  }
  if (mean.samples === 0) throw noBatches(op, key)
  return { loss: mean.loss, metrics: mean.metrics }
}

/** @throws TypeError unless it is a Module */
export function checkModel(op: string, model: unknown): void {
  if (!(model instanceof Module)) throw new TypeError(`${op}: expected a Module as the model, got ${nameOf(model)}`)
}
