import { median } from '../../bench/harness/statistics.mjs'
import { trainer } from '../../bench/sides/grad128-training.mjs'
import { pureTrainer } from '../../bench/sides/pure-js-training.mjs'
import { initialParameters } from '../../bench/subjects/training.mjs'
import { normalise } from '../shared/read-digits.mjs'

/**
 * @typedef {import('../../bench/sides/training-task.mjs').Batch} Batch
 * @typedef {(batch: Batch) => number} Step trains on a batch and returns its loss from before the update
 */

const features = 784
const batchSize = 64
const batchCount = 50
const rounds = 11
const stepsARound = 12

/** The demo's net. */
const net = /** @type {const} */ ({
  sample: [features],
  layers: [{ type: 'Linear', in: features, out: 128 }, { type: 'ReLU' }, { type: 'Linear', in: 128, out: 10 }],
  loss: 'crossEntropy',
  optimizer: { name: 'adam', lr: 1e-3 },
  batchSize,
})

/**
 * Trains the demo's net from the same weights on the same batches with grad128 and with dense pure JavaScript, in turns,
 * after checking that both compute the same losses.
 *
 * @param {import('../shared/read-digits.mjs').Digits} digits at least 3,200 of them
 * @returns {{ library: number, pure: number, ratio: number, difference: number, checked: number }} milliseconds a step
 *   (medians), how many times faster the library is, the largest difference of the losses and in how many steps
 * @throws {Error} when the losses differ by more than 1e-4
 */
export function race({ images, labels }) {
  const pixels = normalise(images.subarray(0, batchCount * batchSize * features))
  const batches = Array.from({ length: batchCount }, (_, i) => ({
    x: pixels.slice(i * batchSize * features, (i + 1) * batchSize * features),
    y: labels.slice(i * batchSize, (i + 1) * batchSize),
  }))
  const parameters = initialParameters(net.layers)
  const steps = [trainer(net, parameters), pureTrainer(net, parameters)]
  // These steps are the warm-up as well.
  const difference = checkSameLosses(steps, batches)

  const [library, pure] = timesInTurns(steps, batches)
  return { library, pure, ratio: pure / library, difference, checked: batchCount }
}

/**
 * The median milliseconds a step of each side, over rounds in which both work through the same batches.
 *
 * @param {readonly Step[]} steps
 * @param {readonly Batch[]} batches
 */
function timesInTurns(steps, batches) {
  const times = steps.map(() => /** @type {number[]} */ ([]))
  for (let round = 0; round < rounds; round++) {
    for (const [side, step] of steps.entries()) {
      const start = performance.now()
      for (let i = 0; i < stepsARound; i++) step(batches[(round * stepsARound + i) % batches.length])
      times[side].push((performance.now() - start) / stepsARound)
    }
  }
  return times.map(median)
}

/**
 * One step of both sides on each batch: the largest difference of their losses, relative to the loss where it is above 1.
 *
 * @param {readonly Step[]} steps the library's and the pure one
 * @param {readonly Batch[]} batches
 * @returns {number}
 * @throws {Error} when it exceeds 1e-4: what does not compute the same is not to be compared
 */
function checkSameLosses([library, pure], batches) {
  const differences = batches.map((batch) => {
    const expected = pure(batch)
    return Math.abs(library(batch) - expected) / Math.max(1, expected)
  })
  const wrong = differences.findIndex((difference) => !(difference <= 1e-4))
  if (wrong !== -1) {
    throw new Error(
      `grad128 and pure JavaScript must give the same losses to 1e-4, but differ by ${differences[wrong]} at step ${wrong}.`,
    )
  }
  return Math.max(...differences)
}
