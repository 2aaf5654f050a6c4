import { data, nn, optim, train } from 'grad128'
import { fallingRate } from '../shared/falling-rate.mjs'
import { Alphabet } from './alphabet.mjs'
import { Translator } from './model.mjs'
import { exactMatch } from './translate.mjs'

/** @typedef {import('./task.mjs').Pair} Pair */

/**
 * Trains a translator on pairs; after each epoch it translates the validation part.
 *
 * @param {{ train: Pair[], validation: Pair[] }} pairs
 * @param {{ epochs: number, lr?: number, batchSize?: number, hidden?: number, callbacks?: import('grad128').train.Callback[] }} options
 */
export async function trainTranslator(
  { train: pairs, validation },
  { epochs, lr = 4e-3, batchSize = 32, hidden = 128, callbacks = [] },
) {
  const source = new Alphabet(pairs.map(([text]) => text))
  const target = new Alphabet(pairs.map(([, text]) => text))
  const model = new Translator(source.length, target.length, { hidden })
  const translator = { source, target, model }
  const optimizer = new optim.Adam(model.parameters(), { lr })
  const lengths = pairs.map(([text]) => text.length)
  const loader = new data.DataLoader(new data.ArrayDataset(pairs), {
    batchSampler: new data.BucketSampler(lengths, { batchSize, bucketBatches: 20 }),
    collate: (items) => batchOf(translator, items),
  })
  /** Share of the validation part that is translated without a mistake, after each epoch. @type {number[]} */
  const growth = []
  const watch = {
    onEpochEnd() {
      growth.push(exactMatch(translator, validation).share)
    },
  }
  const { padding } = target
  const history = await train.fit(model, {
    train: loader,
    optimizer,
    scheduler: fallingRate(optimizer, epochs),
    loss: (scores, wanted) => nn.functional.crossEntropy(scores, wanted, { ignoreIndex: padding }),
    metrics: { characters: train.accuracy.with({ ignoreIndex: padding }) },
    epochs,
    clipGradNorm: 1,
    callbacks: [watch, ...callbacks],
  })
  const seconds = history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0)
  return { translator, growth, seconds, history }
}

/** A batch for `train.fit`: the source, what the decoder is fed with, and what it shall give. */
function batchOf({ source, target }, pairs) {
  const { fed, wanted } = target.framed(pairs.map(([, text]) => text))
  return [source.reversed(pairs.map(([text]) => text)), fed, wanted.flatten()]
}
