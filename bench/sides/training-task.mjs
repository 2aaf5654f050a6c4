import { splitBatches } from '../subjects/training.mjs'

/**
 * @typedef {{ x: Float32Array, y: Int32Array | Float32Array }} Batch inputs [batchSize, …], and their classes or values
 * @typedef {(batch: Batch) => number | Promise<number>} Step trains on a batch, returns its loss from before the update
 */

/**
 * A training step as a task: its result are the losses of the first steps, then the batches take turns for ever.
 *
 * @param {Step} step
 * @param {import('../subjects/training.mjs').TrainingRow} row
 * @param {import('../harness/side.mjs').Inputs} inputs
 * @returns {import('../harness/side.mjs').Task}
 */
export function trainingTask(step, row, { x, y }) {
  const batches = splitBatches(row, { x, y })
  let done = 0
  const next = () => step(batches[done++ % batches.length])
  return {
    async result() {
      const losses = []
      for (let i = 0; i < row.checkedSteps; i++) losses.push(await next())
      return losses
    },
    run() {
      const loss = next()
      return typeof loss === 'number' ? undefined : loss.then(() => undefined)
    },
  }
}
