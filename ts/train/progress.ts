import type { Module } from '../nn/module.js'
import { lengthOf } from './batches.js'
import { Breather } from './breather.js'
import type { TrainingState } from './callback.js'
import type { Evaluation } from './evaluate.js'
import type { FitSettings } from './fit-options.js'
import { History } from './history.js'
import type { Figure } from './metrics/metric.js'
import { SampleMean } from './sample-mean.js'
import type { TrainedOptimizer } from './trained-optimizer.js'

/** How far a training run has come: what callbacks see, and what the records are made of. */
export class Progress implements TrainingState {
  readonly model: Module
  readonly optimizer: TrainedOptimizer
  readonly epochs: number
  readonly batches: number | undefined
  readonly history = new History()
  readonly breather = new Breather()
  epoch: number
  batch = 0
  stopped = false
  #mean = new SampleMean()
  #validationMetrics: Record<string, number> = {}
  #epochStart = performance.now()
  /** Seconds spent on the epoch's batches, once they are through. */
  #trainingSeconds: number | undefined
  #lr = Number.NaN

  constructor(model: Module, { optimizer, epochs, initialEpoch, train }: FitSettings<never, never>) {
    this.model = model
    this.optimizer = optimizer
    this.epochs = epochs
    this.epoch = initialEpoch
    this.batches = lengthOf(train)
  }

  get loss(): number {
    return this.#mean.loss
  }

  get metrics(): Readonly<Record<string, number>> {
    return { ...this.#mean.metrics, ...this.#validationMetrics }
  }

  get samplesPerSecond(): number {
    return this.#mean.samples / (this.#trainingSeconds ?? secondsSince(this.#epochStart))
  }

  /** Where training is, for error messages. */
  get place(): string {
    return `epoch ${this.epoch}, batch ${this.batch} (both counted from 0)`
  }

  /** Belongs to this run wherever it is called from, as `onEpochEnd({ stop })` does. */
  readonly stop = (): void => {
    this.stopped = true
  }

  /** Stops, and leaves NaN as the epoch's loss, so that the history tells why. */
  stopAtNonFinite(): void {
    this.#mean.add(Number.NaN, {}, 0)
    this.stop()
  }

  beginEpoch(epoch: number): void {
    this.epoch = epoch
    this.batch = 0
    this.#mean = new SampleMean()
    this.#validationMetrics = {}
    this.#epochStart = performance.now()
    this.#trainingSeconds = undefined
    this.#lr = this.optimizer.paramGroups[0]?.lr ?? Number.NaN
  }

  add(loss: number, metrics: Record<string, Figure>, samples: number): void {
    this.#mean.add(loss, metrics, samples)
  }

  /** The epoch's batches are through. */
  endTraining(): void {
    this.#trainingSeconds = secondsSince(this.#epochStart)
  }

  /** The epoch's validation is through too: its record is written. */
  endEpoch(evaluation: Evaluation | undefined): void {
    for (const [name, value] of Object.entries(evaluation?.metrics ?? {})) {
      this.#validationMetrics[`validation${name.charAt(0).toUpperCase()}${name.slice(1)}`] = value
    }
    this.history.epochs.push({
      epoch: this.epoch,
      loss: this.loss,
      ...(evaluation === undefined ? {} : { validationLoss: evaluation.loss }),
      metrics: this.metrics,
      lr: this.#lr,
      seconds: secondsSince(this.#epochStart),
      samplesPerSecond: this.samplesPerSecond,
    })
  }
}

/** Never 0: a browser's clock may stand still for a whole epoch. */
function secondsSince(start: number): number {
  return Math.max(1e-6, (performance.now() - start) / 1000)
}
