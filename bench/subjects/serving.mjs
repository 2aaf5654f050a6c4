import { uniform } from './inputs.mjs'
import { lenetNet, lenetSizes, tinySizes } from './lenet.mjs'
import { symbolNet } from './recurrent.mjs'
import { initialParameters } from './training.mjs'

/**
 * @typedef {{ name: string, sample: readonly number[], layers: readonly import('./layers.mjs').Layer[] }} ServingRow
 *   a net's output for a single sample, from plain array to plain array
 */

/** @param {import('./lenet.mjs').Sizes} images @param {import('./recurrent.mjs').Sizes} symbols @returns {ServingRow[]} */
const rowsOf = (images, symbols) => [
  { name: 'LeNet-5, one image', ...lenetNet(images) },
  { name: 'LSTM, one step', ...symbolNet('LSTM', symbols) },
]

/** @type {import('./index.mjs').Subject<ServingRow>} */
export const serving = {
  name: 'serving',
  title: 'Output for a single sample, without training',
  kind: 'inference',
  unit: 'µs',
  rows: rowsOf(lenetSizes, { symbols: 64, hidden: 128, steps: 1 }),
  tiny: rowsOf(tinySizes, { symbols: 5, hidden: 6, steps: 1 }),
  inputs: ({ sample, layers }) => ({
    x: uniform(
      sample.reduce((count, length) => count * length, 1),
      { seed: 1, low: 0 },
    ),
    parameters: initialParameters(layers),
  }),
}
