import { noGrad } from '../autograd/grad-mode.js'
import { NonFiniteError } from '../errors.js'
import type { Module } from '../nn/module.js'
import { clipGradNorm, clipGradValue } from '../nn/utils.js'
import { mul } from '../ops/arithmetic.js'
import { overwrite } from '../tensor/read.js'
import type { LabelledBatch } from './batches.js'
import type { FitSettings } from './fit-options.js'
import { computeLoss } from './loss.js'
import { computeMetrics, type Figure } from './metrics/metric.js'
import { parametersOf } from './trained-optimizer.js'

/** What became of one batch. When its figures were not finite, it changed no parameter. */
export type Outcome =
  | { readonly isFinite: true; readonly loss: number; readonly metrics: Record<string, Figure> }
  | { readonly isFinite: false }

/** Forward pass, backward pass and step of the optimizer, with the gradients of `accumulate` batches taken together. */
export class TrainingStep<Prediction, Target> {
  readonly #model: Module
  readonly #settings: FitSettings<Prediction, Target>
  /** Of the batches whose gradients wait for the step: how many there are, and their samples. */
  #batches = 0
  #samples = 0
  /** The samples for which those gradients are scaled already: exact when all batches are of one size. */
  #expectedSamples = 0

  constructor(model: Module, settings: FitSettings<Prediction, Target>) {
    this.#model = model
    this.#settings = settings
  }

  /** @throws NonFiniteError when figures are not finite and this shall be an error */
  run({ inputs, target, samples }: LabelledBatch, where: string): Outcome {
    const { optimizer, metrics, accumulate } = this.#settings
    const forward = this.#model.forward as (...inputs: readonly unknown[]) => unknown
    const prediction = forward.apply(this.#model, inputs as unknown[]) as Prediction
    const loss = computeLoss('fit', this.#settings.loss, prediction, target as Target)
    const value = loss.item()
    if (!Number.isFinite(value)) return this.#refuse('loss', value, where)
    if (this.#batches === 0) {
      optimizer.zeroGrad()
      this.#expectedSamples = samples * accumulate
    }
    if (accumulate === 1) loss.backward()
    else mul(loss, samples / this.#expectedSamples).backward()
    this.#batches++
    this.#samples += samples
    const figures = computeMetrics(metrics, prediction, target as Target)
    if (this.#batches === accumulate && !this.finish(where)) return { isFinite: false }
    return { isFinite: true, loss: value, metrics: figures }
  }

  /** Takes the step of the batches that wait for one, be they fewer than `accumulate`. False when it was refused. */
  finish(where: string): boolean {
    if (this.#batches === 0) return true
    const { optimizer, clipGradNorm: maxNorm, clipGradValue: limit } = this.#settings
    const params = parametersOf(optimizer)
    if (this.#samples !== this.#expectedSamples) {
      const factor = this.#expectedSamples / this.#samples
      for (const { gradient } of params) {
        if (gradient !== null) noGrad(() => overwrite(gradient, mul(gradient, factor), 'fit'))
      }
    }
    this.#batches = 0
    this.#samples = 0
    if (maxNorm !== undefined) {
      const norm = clipGradNorm(params, maxNorm)
      if (!Number.isFinite(norm)) return this.#refuse('gradient norm', norm, where).isFinite
    }
    if (limit !== undefined) clipGradValue(params, limit)
    optimizer.step()
    return true
  }

  #refuse(what: string, value: number, where: string): Outcome {
    if (this.#settings.onNonFinite !== 'throw') return { isFinite: false }
    throw new NonFiniteError('fit', {
      expected: `a finite ${what}`,
      got: `${value} at ${where}`,
      remedy:
        "Lower the learning rate, clip the gradients, look for NaN in the data, or choose onNonFinite: 'skip' or 'stop'",
    })
  }
}
