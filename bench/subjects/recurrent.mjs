import { peak } from '../yardsticks/index.mjs'
import { uniform } from './inputs.mjs'
import { initialParameters, trainingOperations } from './training.mjs'

/** @typedef {import('./training.mjs').TrainingRow} TrainingRow */

/** @typedef {{ symbols: number, hidden: number, steps: number }} Sizes */

/**
 * A language model of single symbols: each step says which one comes next.
 *
 * @param {import('./layers.mjs').Recurrent['type']} type
 * @param {Sizes} sizes
 * @returns {Pick<TrainingRow, 'sample' | 'layers'>}
 */
export const symbolNet = (type, { symbols, hidden, steps }) => ({
  sample: [steps, symbols],
  layers: [
    { type, in: symbols, hidden, steps },
    { type: 'Flatten', startDim: 0, endDim: 1 },
    { type: 'Linear', in: hidden, out: symbols, rows: steps },
  ],
})

/**
 * @param {Sizes} sizes
 * @param {{ batchSize: number, batches: number, checkedSteps: number }} batching
 * @returns {TrainingRow[]}
 */
const rowsOf = (sizes, batching) =>
  /** @type {const} */ (['LSTM', 'GRU', 'RNN']).map((type) => ({
    name: type,
    ...symbolNet(type, sizes),
    loss: 'crossEntropy',
    optimizer: { name: 'adam', lr: 1e-3 },
    ...batching,
  }))

/** @type {import('./index.mjs').Subject<TrainingRow>} */
export const recurrent = {
  name: 'recurrent',
  title: 'Training step of 128 units on 64 steps of 64 symbols, batch 32',
  kind: 'training',
  unit: 'ms',
  rows: rowsOf({ symbols: 64, hidden: 128, steps: 64 }, { batchSize: 32, batches: 8, checkedSteps: 3 }),
  tiny: rowsOf({ symbols: 5, hidden: 6, steps: 4 }, { batchSize: 3, batches: 2, checkedSteps: 20 }),
  /** Symbols as vectors of a single 1, each with the next one as its class. */
  inputs({ sample: [steps, symbols], layers, batchSize, batches }) {
    const count = batches * batchSize * steps
    const text = Int32Array.from(uniform(count + 1, { seed: 1, low: 0, high: symbols }))
    const x = new Float32Array(count * symbols)
    for (let i = 0; i < count; i++) x[i * symbols + text[i]] = 1
    return { x, y: text.subarray(1), parameters: initialParameters(layers) }
  },
  yardstick: (row) => peak(trainingOperations(row)),
}
