import { initialParameters } from './training.mjs'

/** @type {import('./training.mjs').TrainingRow} */
const row = {
  name: 'SGD',
  sample: [2],
  layers: [{ type: 'Linear', in: 2, out: 8 }, { type: 'Tanh' }, { type: 'Linear', in: 8, out: 1 }],
  batchSize: 4,
  batches: 1,
  loss: 'mse',
  optimizer: { name: 'sgd', lr: 0.1 },
  checkedSteps: 20,
}

/** Exclusive or: next to no arithmetic, so it shows what a step costs apart from it. @type {import('./index.mjs').Subject} */
export const xor = {
  name: 'xor',
  title: 'Training step of 2-8-1 on exclusive or, batch 4',
  kind: 'training',
  unit: 'µs',
  rows: [row],
  tiny: [row],
  inputs: ({ layers }) => ({
    x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
    y: Float32Array.of(0, 1, 1, 0),
    parameters: initialParameters(layers),
  }),
}
