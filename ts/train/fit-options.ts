import { ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'
import { assertNumber, assertWhole } from '../tensor/assert-number.js'
import type { Tensor } from '../tensor/tensor.js'
import { type BatchSource, checkBatchSource, lengthOf, noBatches } from './batches.js'
import type { Callback } from './callback.js'
import { checkLoss, type Loss } from './loss.js'
import { checkMetrics, type Metrics } from './metrics/metric.js'
import type { TrainedOptimizer, TrainedScheduler } from './trained-optimizer.js'

export interface FitOptions<Prediction = Tensor, Target = Tensor> {
  /** The batches to train on, as `[input, target]`; entries before the last all go to `forward`. */
  train: BatchSource
  /** Batches on which the loss and the metrics are computed after each epoch, in evaluation mode. */
  validation?: BatchSource | undefined
  optimizer: TrainedOptimizer
  /** What is minimised: a function or a loss module. */
  loss: Loss<Prediction, Target>
  /** The epoch at which training ends. */
  epochs: number
  /** Figures to report, as `{ accuracy: train.accuracy }`. */
  metrics?: Metrics<Prediction, Target> | undefined
  /** Its `step` is called after each epoch. */
  scheduler?: TrainedScheduler | undefined
  callbacks?: readonly Callback[] | undefined
  /** Scales the gradients before each step so that their norm is at most this. */
  clipGradNorm?: number | undefined
  /** Cuts gradient elements off at ± this before each step. */
  clipGradValue?: number | undefined
  /** Steps every n batches, with the gradients averaged over their samples. Default 1. */
  accumulate?: number | undefined
  /** The epoch to begin with, when training is taken up again. Default 0. */
  initialEpoch?: number | undefined
  /** When the loss is NaN or infinite: throw a NonFiniteError, skip the step, or stop. Default 'throw'. */
  onNonFinite?: 'throw' | 'skip' | 'stop' | undefined
  /** Ends training when aborted; `fit` then rejects with its reason. */
  signal?: AbortSignal | undefined
}

export type FitSettings<Prediction, Target> = {
  readonly [Key in keyof FitOptions]-?: FitOptions<Prediction, Target>[Key]
} & {
  readonly metrics: Metrics<Prediction, Target>
  readonly callbacks: readonly Callback[]
  readonly accumulate: number
  readonly initialEpoch: number
  readonly onNonFinite: 'throw' | 'skip' | 'stop'
}

/** @throws TypeError, ValueError naming the option that is missing or makes no sense */
export function readFitOptions<Prediction, Target>(
  op: string,
  options: FitOptions<Prediction, Target>,
): FitSettings<Prediction, Target> {
  const unset = {
    train: undefined,
    validation: undefined,
    optimizer: undefined,
    loss: undefined,
    epochs: undefined,
    metrics: {},
    scheduler: undefined,
    callbacks: [],
    clipGradNorm: undefined,
    clipGradValue: undefined,
    accumulate: 1,
    initialEpoch: 0,
    onNonFinite: 'throw',
    signal: undefined,
  }
  const settings = withDefaults<object>(op, options ?? {}, unset) as FitSettings<Prediction, Target>
  for (const key of ['train', 'optimizer', 'loss', 'epochs'] as const) {
    if (settings[key] === undefined) throw new TypeError(`${op}: the option '${key}' is missing`)
  }
  checkBatchSource(op, 'train', settings.train)
  if (settings.validation !== undefined) checkBatchSource(op, 'validation', settings.validation)
  checkMethods(op, 'optimizer', settings.optimizer, ['step', 'zeroGrad'])
  if (settings.scheduler !== undefined) checkMethods(op, 'scheduler', settings.scheduler, ['step'])
  if (settings.signal !== undefined) checkMethods(op, 'signal', settings.signal, ['throwIfAborted', 'addEventListener'])
  checkLoss(op, settings.loss)
  checkMetrics(op, settings.metrics)
  checkCallbacks(op, settings.callbacks)
  assertWhole(op, 'epochs', settings.epochs, 1)
  assertWhole(op, 'accumulate', settings.accumulate, 1)
  assertWhole(op, 'initialEpoch', settings.initialEpoch, 0)
  checkLimit(op, 'clipGradNorm', settings.clipGradNorm)
  checkLimit(op, 'clipGradValue', settings.clipGradValue)
  oneOf(op, 'onNonFinite', settings.onNonFinite, ['throw', 'skip', 'stop'])
  if (lengthOf(settings.train) === 0) throw noBatches(op, 'train')
  if (settings.validation !== undefined && lengthOf(settings.validation) === 0) throw noBatches(op, 'validation')
  return settings
}

function checkMethods(op: string, key: string, value: unknown, methods: readonly string[]): void {
  const has = (name: string) => typeof (value as Record<string, unknown> | null)?.[name] === 'function'
  if (methods.every(has)) return
  throw new TypeError(`${op}: expected '${key}' to have the methods ${methods.join(', ')}, got ${nameOf(value)}`)
}

function checkCallbacks(op: string, callbacks: unknown): void {
  if (Array.isArray(callbacks) && callbacks.every((callback) => callback !== null && typeof callback === 'object'))
    return
  throw new TypeError(
    `${op}: expected 'callbacks' to be an array of objects with methods such as onEpochEnd, got ${nameOf(callbacks)}`,
  )
}

function checkLimit(op: string, key: string, value: unknown): void {
  if (value === undefined) return
  assertNumber(op, key, value)
  if (value > 0) return
  throw new ValueError(op, { expected: `${key} to be greater than 0`, got: nameOf(value) })
}
