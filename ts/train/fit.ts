import { DataLoader } from '../data/data-loader.js'
import type { Module } from '../nn/module.js'
import type { Tensor } from '../tensor/tensor.js'
import { noBatches, toLabelledBatch } from './batches.js'
import { hasListener, notify } from './callback.js'
import { eachBatch } from './each-batch.js'
import { checkModel, type Evaluation, evaluateBatches } from './evaluate.js'
import { type FitOptions, type FitSettings, readFitOptions } from './fit-options.js'
import type { History } from './history.js'
import { rememberModes } from './module-modes.js'
import { Progress } from './progress.js'
import { TrainingStep } from './training-step.js'

/**
 * Trains a model: for every epoch all batches forward, backward and step; then validation, the scheduler's step and the
 * callbacks. The event loop runs now and then, so that signals, timers and a user interface work. The modules' modes
 * are put back afterwards.
 *
 * @returns a record of every epoch
 * @throws ValueError when there is no batch to train or to validate on
 * @throws NonFiniteError when the loss is NaN or infinite, unless `onNonFinite` says otherwise
 * @throws what `signal` was aborted with, and what a callback or the source of batches throws
 */
export async function fit<Prediction = Tensor, Target = Tensor>(
  model: Module,
  options: FitOptions<Prediction, Target>,
): Promise<History> {
  checkModel('fit', model)
  const settings = readFitOptions('fit', options)
  const { signal, callbacks, initialEpoch, epochs } = settings
  signal?.throwIfAborted()
  const progress = new Progress(model, settings)
  const restoreModes = rememberModes(model)
  try {
    await notify(callbacks, 'onTrainBegin', progress)
    for (let epoch = initialEpoch; epoch < epochs && !progress.stopped; epoch++) {
      progress.beginEpoch(epoch)
      await runEpoch(model, settings, progress)
      signal?.throwIfAborted()
    }
    await notify(callbacks, 'onTrainEnd', progress)
  } catch (error) {
    await notify(callbacks, 'onTrainError', progress).catch((second: unknown) => {
      throw new AggregateError([error, second], 'fit: training failed, and then a callback failed in onTrainError')
    })
    throw error
  } finally {
    restoreModes()
  }
  return progress.history
}

async function runEpoch<Prediction, Target>(
  model: Module,
  settings: FitSettings<Prediction, Target>,
  progress: Progress,
): Promise<void> {
  const { callbacks, validation, loss, metrics, signal, scheduler } = settings
  await notify(callbacks, 'onEpochBegin', progress)
  await trainOnBatches(model, settings, progress)
  signal?.throwIfAborted()
  progress.endTraining()
  let evaluation: Evaluation | undefined
  if (validation !== undefined) {
    evaluation = await evaluateBatches('fit', 'validation', model, validation, loss, metrics, progress.breather, signal)
  }
  progress.endEpoch(evaluation)
  scheduler?.step(evaluation?.loss ?? progress.loss)
  await notify(callbacks, 'onEpochEnd', progress)
}

async function trainOnBatches<Prediction, Target>(
  model: Module,
  settings: FitSettings<Prediction, Target>,
  progress: Progress,
): Promise<void> {
  const { callbacks, train, signal, onNonFinite } = settings
  const step = new TrainingStep(model, settings)
  const isWatched = hasListener(callbacks, 'onBatchEnd')
  let count = 0
  const refused = () => {
    if (onNonFinite === 'stop') progress.stopAtNonFinite()
  }
  // An epoch that was interrupted after its last batch has none left.
  const isThrough = train instanceof DataLoader && train.stateDict().position === train.knownLength
  model.train()
  await eachBatch(train, signal, async (batch) => {
    // A loader that takes up an interrupted epoch does not begin at 0.
    progress.batch = train instanceof DataLoader ? train.stateDict().position - 1 : count
    count++
    const labelled = toLabelledBatch('fit', batch)
    const outcome = step.run(labelled, progress.place)
    if (outcome.isFinite) progress.add(outcome.loss, outcome.metrics, labelled.samples)
    else refused()
    if (isWatched) await notify(callbacks, 'onBatchEnd', progress)
    await progress.breather.rest()
    return !progress.stopped
  })
  if (count === 0 && !isThrough) throw noBatches('fit', 'train')
  signal?.throwIfAborted()
  if (!step.finish(progress.place)) refused()
}
