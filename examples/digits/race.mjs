import { nn, tensor } from 'grad128'
import { PureMlp } from '../../bench/pure-js/mlp.mjs'
import { digitNet, digitOptimizer } from './model.mjs'
import { normalise } from './read-digits.mjs'

const batchSize = 64
const rounds = 9
const stepsARound = 25

/**
 * Trains the same net from the same weights on the same batches with grad128 and with dense pure JavaScript, in turns,
 * after checking that both compute the same losses.
 *
 * @param {import('./read-digits.mjs').Digits} digits
 * @returns {{ library: number, pure: number, ratio: number, difference: number }} milliseconds a step (medians), how
 *   many times faster the library is, and the largest relative difference of the losses
 */
export function race(digits) {
  const batches = makeBatches(digits, 50)
  const library = librarySide()
  const pure = new PureMlp({ sizes: [784, 128, 10], batchSize, weights: library.weights, optimizer: { name: 'adam' } })
  const pureStep = ({ images, labels }) => pure.step(images, labels, batchSize)

  let difference = 0
  for (const batch of batches) {
    const expected = pureStep(batch)
    difference = Math.max(difference, Math.abs(library.step(batch) - expected) / expected)
  }
  if (!(difference < 1e-4)) throw new Error(`The two sides disagree: their losses differ by ${difference}, relatively`)

  const times = { library: [], pure: [] }
  for (let round = 0; round < rounds; round++) {
    times.library.push(timed(batches, library.step))
    times.pure.push(timed(batches, pureStep))
  }
  const [fast, slow] = [median(times.library), median(times.pure)]
  return { library: fast, pure: slow, ratio: slow / fast, difference }
}

function librarySide() {
  const model = digitNet()
  const optimizer = digitOptimizer(model)
  const values = model.parameters().map((parameter) => parameter.data())
  const weights = [0, 2].map((i) => ({ weight: values[i], bias: values[i + 1] }))
  const step = ({ images, labels }) => {
    const x = tensor(images, { shape: [batchSize, 784] })
    const loss = nn.functional.crossEntropy(model.forward(x), tensor(labels))
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
  return { weights, step }
}

function makeBatches({ images, labels }, count) {
  const pixels = normalise(images)
  return Array.from({ length: count }, (_, i) => ({
    images: pixels.slice(i * batchSize * 784, (i + 1) * batchSize * 784),
    labels: labels.slice(i * batchSize, (i + 1) * batchSize),
  }))
}

/** Milliseconds a step of one short round. */
function timed(batches, step) {
  const start = performance.now()
  for (let i = 0; i < stepsARound; i++) step(batches[i % batches.length])
  return (performance.now() - start) / stepsARound
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
