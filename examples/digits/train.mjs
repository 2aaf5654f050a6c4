import { data, nn, tensor, train } from 'grad128'
import { fallingRate } from '../shared/falling-rate.mjs'
import { normalise } from '../shared/read-digits.mjs'

const batchSize = 64

/** Images and labels as a dataset of tensors. @param {import('../shared/read-digits.mjs').Digits} digits */
export function digitDataset({ images, labels }) {
  const inputs = tensor(normalise(images), { shape: [labels.length, images.length / labels.length] })
  return new data.TensorDataset(inputs, tensor(labels))
}

/**
 * Trains a model on digits, showing how it goes, and says what it makes of digits that it never saw.
 *
 * @param {{ model: import('grad128').nn.Module, optimizer: import('grad128').optim.Optimizer, digits: Pick<import('../shared/read-digits.mjs').DigitsSplit, 'train' | 'test'>, epochs: number, callbacks?: import('grad128').train.Callback[] }} task
 */
export async function trainDigits({ model, optimizer, digits, epochs, callbacks = [] }) {
  const loss = nn.functional.crossEntropy
  const metrics = { accuracy: train.accuracy }
  const loader = new data.DataLoader(digitDataset(digits.train), { batchSize, shuffle: true })
  const scheduler = fallingRate(optimizer, epochs)
  const history = await train.fit(model, { train: loader, optimizer, scheduler, loss, metrics, epochs, callbacks })
  const unseen = new data.DataLoader(digitDataset(digits.test), { batchSize: 500 })
  const evaluation = await train.evaluate(model, { data: unseen, loss, metrics })
  const logits = await train.predict(model, unseen)
  const predictions = logits.argmax({ dim: 1 })
  return {
    history,
    evaluation,
    predictions,
    confusion: train.confusionMatrix(predictions, tensor(digits.test.labels), 10),
  }
}
