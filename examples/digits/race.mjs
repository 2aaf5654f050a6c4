import { median } from '../../bench/measure.mjs'
import { checkSameLosses, mlpSides } from '../../bench/mlp-sides.mjs'
import { normalise } from './read-digits.mjs'

const sizes = /** @type {const} */ ([784, 128, 10])
const batchSize = 64
const batchCount = 50
const rounds = 11
const stepsARound = 12

/**
 * Trains the demo's net from the same weights on the same batches with grad128 and with dense pure JavaScript, in turns,
 * after checking that both compute the same losses.
 *
 * @param {import('./read-digits.mjs').Digits} digits at least 3,200 of them
 * @returns {{ library: number, pure: number, ratio: number, difference: number, checked: number }} milliseconds a step
 *   (medians), how many times faster the library is, the largest difference of the losses and in how many steps
 * @throws {Error} when the losses differ by more than 1e-4
 */
export function race({ images, labels }) {
  const pixels = normalise(images.subarray(0, batchCount * batchSize * sizes[0]))
  const batches = Array.from({ length: batchCount }, (_, i) => ({
    images: pixels.slice(i * batchSize * sizes[0], (i + 1) * batchSize * sizes[0]),
    labels: labels.slice(i * batchSize, (i + 1) * batchSize),
  }))
  const sides = mlpSides({ sizes, batchSize, optimizer: 'adam', lr: 1e-3 })
  // These steps are the warm-up as well.
  const difference = checkSameLosses(sides, batches)

  const [library, pure] = timesInTurns([sides.library, sides.pure], batches)
  return { library, pure, ratio: pure / library, difference, checked: batchCount }
}

/**
 * The median milliseconds a step of each side, over rounds in which both work through the same batches.
 *
 * @param {readonly import('../../bench/mlp-sides.mjs').Step[]} steps
 * @param {readonly import('../../bench/mlp-sides.mjs').Batch[]} batches
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
