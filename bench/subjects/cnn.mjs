import { peak } from '../yardsticks/index.mjs'
import { imageInputs, trainingOperations } from './training.mjs'

/** @typedef {import('./training.mjs').TrainingRow} TrainingRow */

/**
 * The network of Keras' example for MNIST, without its dropout, which draws differently on every side.
 *
 * @param {{ size: number, channels: readonly [number, number], classes: number }} sizes
 * @param {{ batchSize: number, batches: number, checkedSteps: number }} batching
 * @returns {TrainingRow[]}
 */
function rowsOf({ size, channels: [first, second], classes }, batching) {
  const pooled = Math.floor((size - 2) / 2)
  const last = Math.floor((pooled - 2) / 2)
  const net = /** @type {const} */ ({
    sample: [1, size, size],
    layers: [
      { type: 'Conv2d', in: 1, out: first, kernel: 3, padding: 0, size },
      { type: 'ReLU' },
      { type: 'MaxPool2d', kernel: 2 },
      { type: 'Conv2d', in: first, out: second, kernel: 3, padding: 0, size: pooled },
      { type: 'ReLU' },
      { type: 'MaxPool2d', kernel: 2 },
      { type: 'Flatten' },
      { type: 'Linear', in: second * last * last, out: classes },
    ],
    loss: 'crossEntropy',
  })
  return [
    { name: 'SGD', ...net, ...batching, optimizer: { name: 'sgd', lr: 0.01 } },
    { name: 'Adam', ...net, ...batching, optimizer: { name: 'adam', lr: 1e-3 } },
  ]
}

/** @type {import('./index.mjs').Subject<TrainingRow>} */
export const cnn = {
  name: 'cnn',
  title: 'Training step of convolutions 1-32-64 on 28×28, batch 32',
  kind: 'training',
  unit: 'ms',
  rows: rowsOf({ size: 28, channels: [32, 64], classes: 10 }, { batchSize: 32, batches: 20, checkedSteps: 2 }),
  // The second plane has an odd size, whose last row and column no window covers.
  tiny: rowsOf({ size: 12, channels: [3, 4], classes: 3 }, { batchSize: 3, batches: 2, checkedSteps: 20 }),
  inputs: imageInputs,
  yardstick: (row) => peak(trainingOperations(row)),
}
