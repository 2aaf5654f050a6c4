import { peak } from '../yardsticks/index.mjs'
import { imageInputs, trainingOperations } from './training.mjs'

/** @typedef {import('./training.mjs').TrainingRow} TrainingRow */

/**
 * @param {readonly [number, number, number]} sizes
 * @param {{ batchSize: number, batches: number }} batching
 * @returns {TrainingRow[]}
 */
function rowsOf([features, hidden, classes], batching) {
  const net = /** @type {const} */ ({
    sample: [features],
    layers: [
      { type: 'Linear', in: features, out: hidden },
      { type: 'ReLU' },
      { type: 'Linear', in: hidden, out: classes },
    ],
    loss: 'crossEntropy',
    checkedSteps: 5,
  })
  return [
    { name: 'SGD', ...net, ...batching, optimizer: { name: 'sgd', lr: 1e-3 } },
    { name: 'Adam', ...net, ...batching, optimizer: { name: 'adam', lr: 1e-3 } },
  ]
}

/** @type {import('./index.mjs').Subject<TrainingRow>} */
export const mlp = {
  name: 'mlp',
  title: 'Training step of 784-128-10, batch 64',
  kind: 'training',
  unit: 'ms',
  // Enough batches that none stays in the nearest caches.
  rows: rowsOf([784, 128, 10], { batchSize: 64, batches: 20 }),
  tiny: rowsOf([7, 5, 3], { batchSize: 6, batches: 2 }),
  inputs: imageInputs,
  yardstick: (row) => peak(trainingOperations(row)),
}
