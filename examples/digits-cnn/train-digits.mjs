import { data, nn, optim, tensor, train } from 'grad128'
import { oneCycle } from '../shared/one-cycle.mjs'
import { normalise } from '../shared/read-digits.mjs'
import { ShiftedDigits } from './shifted-digits.mjs'

const batchSize = 32
const peakLearningRate = 3e-3

/** @typedef {import('../shared/read-digits.mjs').Digits} Digits */

/**
 * Trains a network with Adam and a learning rate that rises and falls, and says what it makes of digits that it never
 * saw.
 *
 * @param {import('grad128').nn.Module} model
 * @param {{ digits: { train: Digits, test: Digits }, epochs: number, shift: number, callbacks?: import('grad128').train.Callback[] }} task
 *   `shift`: by how many pixels the digits to learn from are moved at most
 */
export async function trainDigits(model, { digits, epochs, shift, callbacks = [] }) {
  const loss = nn.functional.crossEntropy
  const metrics = { accuracy: train.accuracy }
  const loader = new data.DataLoader(digitsToLearnFrom(digits.train, shift), { batchSize, shuffle: true })
  const optimizer = new optim.Adam(model.parameters())
  const cycle = oneCycle(optimizer, { peak: peakLearningRate, steps: epochs * loader.length })
  const unseen = new data.DataLoader(asTensors(digits.test), { batchSize: 250 })
  const history = await train.fit(model, {
    train: loader,
    optimizer,
    loss,
    metrics,
    epochs,
    callbacks: [cycle, ...callbacks],
  })
  const evaluation = await train.evaluate(model, { data: unseen, loss, metrics })
  const predictions = (await train.predict(model, unseen)).argmax({ dim: 1 })
  return {
    history,
    evaluation,
    predictions,
    confusion: train.confusionMatrix(predictions, tensor(digits.test.labels), 10),
  }
}

/** @param {Digits} digits @param {number} shift */
function digitsToLearnFrom({ images, labels }, shift) {
  if (shift === 0) return asTensors({ images, labels })
  const [empty] = normalise(Float32Array.of(0))
  return new ShiftedDigits(normalise(images), labels, { most: shift, empty })
}

/** Images [N, 1, 28, 28] and labels [N]. @param {Digits} digits */
function asTensors({ images, labels }) {
  return new data.TensorDataset(tensor(normalise(images), { shape: [labels.length, 1, 28, 28] }), tensor(labels))
}
