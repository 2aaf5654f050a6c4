import { data, nn, optim, tensor, train } from 'grad128'
import { oneCycle } from '../shared/one-cycle.mjs'

const batchSize = 64

/**
 * Trains a classifier with AdamW and a learning rate that rises and falls, watched on pictures it does not learn from,
 * and tests it at the end, once, on others still.
 *
 * @param {import('grad128').nn.Module} model
 * @param {Awaited<ReturnType<typeof import('./read-fashion.mjs').readFashion>>} sets
 * @param {{ epochs: number, peak: number, callbacks?: import('grad128').train.Callback[] }} settings `peak`: the largest
 *   learning rate
 */
export async function trainClassifier(model, sets, { epochs, peak, callbacks = [] }) {
  const loss = nn.functional.crossEntropy
  const loader = new data.DataLoader(sets.train, { batchSize, shuffle: true })
  const optimizer = new optim.AdamW(model.parameters(), { weightDecay: 0.01 })
  const history = await train.fit(model, {
    train: loader,
    validation: new data.DataLoader(sets.validation, { batchSize: 200 }),
    optimizer,
    loss,
    epochs,
    metrics: { accuracy: train.accuracy },
    callbacks: [oneCycle(optimizer, { peak, steps: epochs * loader.length }), ...callbacks],
  })
  const logits = await train.predict(model, new data.DataLoader(sets.test, { batchSize: 200 }))
  const predictions = logits.argmax({ dim: 1 })
  const labels = labelsOf(sets.test)
  const confusion = train.confusionMatrix(predictions, labels, sets.classes.length)
  return { history, predictions, labels, confusion, accuracy: train.accuracy(predictions, labels) }
}

/** The labels of all samples. @param {import('grad128').data.Dataset} dataset */
function labelsOf(dataset) {
  const all = new Int32Array(dataset.length)
  let position = 0
  for (const [, labels] of new data.DataLoader(dataset, { batchSize: 1_000 })) {
    all.set(labels.data(), position)
    position += labels.size
  }
  return tensor(all)
}
