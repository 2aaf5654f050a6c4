import { nn, optim, train } from 'grad128'
import { fallingRate } from '../shared/falling-rate.mjs'
import { keepBest } from './keep-best.mjs'

/**
 * Trains a classifier until it does not get better on the validation part, and says how it does on the test part.
 *
 * @param {import('grad128').nn.Module} model
 * @param {ReturnType<typeof import('./loaders.mjs').loadersOf>} loaders
 * @param {{ lr: number, epochs: number, weightDecay?: number, patience?: number, callbacks?: import('grad128').train.Callback[] }} options
 */
export async function trainClassifier(
  model,
  loaders,
  { lr, epochs, weightDecay = 0.01, patience = 2, callbacks = [] },
) {
  const loss = nn.functional.crossEntropy
  const metrics = { accuracy: train.accuracy }
  const best = keepBest({ patience })
  const optimizer = new optim.AdamW(model.parameters(), { lr, weightDecay })
  const history = await train.fit(model, {
    train: loaders.train,
    validation: loaders.validation,
    optimizer,
    scheduler: fallingRate(optimizer, epochs),
    loss,
    metrics,
    epochs,
    clipGradNorm: 5,
    callbacks: [...callbacks, best],
  })
  const test = await train.evaluate(model, { data: loaders.test, loss, metrics })
  const seconds = history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0)
  const { accuracy } = /** @type {{ accuracy: number }} */ (test.metrics)
  return { history, seconds, validationAccuracy: best.best, bestEpoch: best.epoch, accuracy }
}
