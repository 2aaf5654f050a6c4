import { data, nn, optim, tensor, train } from 'grad128'
import { oneCycle } from '../shared/one-cycle.mjs'
import { normalise } from '../shared/read-digits.mjs'
import { ShiftedDigits } from './shifted-digits.mjs'

const batchSize = 32
/**
 * Of some rates, decays and numbers of epochs these did best on 1,600 digits held out of those to learn from (`--heldOut
 * 1600`), the mean of two seeds: 0.989, where 20 epochs of Adam with a peak of 0.003 reached 0.987. The test digits had
 * no say.
 */
const [peakLearningRate, weightDecay] = [5e-3, 0.1]

/** @typedef {import('../shared/read-digits.mjs').Digits} Digits */

/**
 * Trains a network with AdamW and a learning rate that rises and falls, and says what it makes of digits that it never
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
  const optimizer = new optim.AdamW(model.parameters(), { weightDecay })
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
