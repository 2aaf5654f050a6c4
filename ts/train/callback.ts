import type { Module } from '../nn/module.js'
import type { History } from './history.js'
import type { TrainedOptimizer } from './trained-optimizer.js'

/** What callbacks see of a training run; one object, whose values change as it goes on. */
export interface TrainingState {
  readonly model: Module
  readonly optimizer: TrainedOptimizer
  /** Number of the current epoch, from 0 on. */
  readonly epoch: number
  /** The epoch at which training ends: `epochs` of the options. */
  readonly epochs: number
  /** Number of the current batch within the epoch, from 0 on. */
  readonly batch: number
  /** Batches an epoch; undefined where the source does not tell. */
  readonly batches: number | undefined
  /** Mean loss over the samples of the epoch so far; NaN before the first batch. */
  readonly loss: number
  /** Means over the samples of the epoch so far; at the end of an epoch also those of the validation samples. */
  readonly metrics: Readonly<Record<string, number>>
  /** Samples trained on a second, in the current epoch. */
  readonly samplesPerSecond: number
  /** One record an epoch; at the end of an epoch its own is the last one. */
  readonly history: History
  /** Ends training after the current batch; its epoch is closed as if it were complete. */
  stop(): void
}

type Listener = (state: TrainingState) => void | Promise<void>

/** Whatever shall happen during training, in the order of the list of callbacks. Errors end training and reach the caller. */
export interface Callback {
  onTrainBegin?: Listener | undefined
  onEpochBegin?: Listener | undefined
  onBatchEnd?: Listener | undefined
  /** After validation and the scheduler's step. */
  onEpochEnd?: Listener | undefined
  onTrainEnd?: Listener | undefined
  /** Instead of `onTrainEnd` when training fails or is aborted: the moment to let go of what was taken hold of. */
  onTrainError?: Listener | undefined
}

export type CallbackEvent = keyof Callback

/** Calls the listeners of one event, one after the other, on the objects they belong to. */
export async function notify(
  callbacks: readonly Callback[],
  event: CallbackEvent,
  state: TrainingState,
): Promise<void> {
  for (const callback of callbacks) await callback[event]?.(state)
}

/** Whether anybody listens: an event of every batch is not worth a promise otherwise. */
export function hasListener(callbacks: readonly Callback[], event: CallbackEvent): boolean {
  return callbacks.some((callback) => callback[event] !== undefined)
}
