import { peak } from '../yardsticks/index.mjs'
import { imageInputs, trainingOperations } from './training.mjs'

/** @typedef {import('./training.mjs').TrainingRow} TrainingRow */

/** @typedef {{ size: number, channels: readonly [number, number], linear: readonly [number, number, number] }} Sizes */

/** Those of the paper, but for the edges, which padding adds. */
export const lenetSizes = /** @type {const} */ ({ size: 28, channels: [6, 16], linear: [120, 84, 10] })
/** Of which a test can do all. */
export const tinySizes = /** @type {const} */ ({ size: 12, channels: [2, 3], linear: [5, 4, 3] })

/**
 * LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998, with what came into
 * use after it: ReLU, the maximum in pooling, and every channel of the second convolution connected to all of the first.
 *
 * @param {Sizes} sizes
 * @returns {Pick<TrainingRow, 'sample' | 'layers'>}
 */
export function lenetNet({ size, channels: [first, second], linear: [wide, narrow, classes] }) {
  const pooled = size / 2
  const last = Math.floor((pooled - 4) / 2)
  return {
    sample: [1, size, size],
    layers: [
      { type: 'Conv2d', in: 1, out: first, kernel: 5, padding: 2, size },
      { type: 'ReLU' },
      { type: 'MaxPool2d', kernel: 2 },
      { type: 'Conv2d', in: first, out: second, kernel: 5, padding: 0, size: pooled },
      { type: 'ReLU' },
      { type: 'MaxPool2d', kernel: 2 },
      { type: 'Flatten' },
      { type: 'Linear', in: second * last * last, out: wide },
      { type: 'ReLU' },
      { type: 'Linear', in: wide, out: narrow },
      { type: 'ReLU' },
      { type: 'Linear', in: narrow, out: classes },
    ],
  }
}

/** @param {Sizes} sizes @param {{ batchSize: number, batches: number, checkedSteps: number }} batching @returns {TrainingRow[]} */
function rowsOf(sizes, batching) {
  const net = { ...lenetNet(sizes), loss: /** @type {const} */ ('crossEntropy') }
  return [
    { name: 'SGD', ...net, ...batching, optimizer: { name: 'sgd', lr: 0.01 } },
    { name: 'Adam', ...net, ...batching, optimizer: { name: 'adam', lr: 1e-3 } },
  ]
}

/** @type {import('./index.mjs').Subject<TrainingRow>} */
export const lenet = {
  name: 'lenet',
  title: 'Training step of LeNet-5 on 28×28, batch 32',
  kind: 'training',
  unit: 'ms',
  rows: rowsOf(lenetSizes, { batchSize: 32, batches: 20, checkedSteps: 3 }),
  tiny: rowsOf(tinySizes, { batchSize: 3, batches: 2, checkedSteps: 20 }),
  inputs: imageInputs,
  yardstick: (row) => peak(trainingOperations(row)),
}
