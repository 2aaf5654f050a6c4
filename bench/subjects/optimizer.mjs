import { uniform } from './inputs.mjs'

/**
 * @typedef {{ name: 'sgd', lr: number, momentum?: number } | { name: 'adam', lr: number }} OptimizerOptions everything
 *   else as torch has it by default
 * @typedef {{ name: string, optimizer: OptimizerOptions, lengths: readonly number[], checkedSteps: number }} OptimizerRow
 *   steps with a constant gradient; compared are all parameters after `checkedSteps`
 */

/** @param {readonly number[]} lengths @returns {OptimizerRow[]} */
const rowsOf = (lengths) => [
  { name: 'SGD', optimizer: { name: 'sgd', lr: 1e-3 }, lengths, checkedSteps: 3 },
  { name: 'SGD, momentum 0.9', optimizer: { name: 'sgd', lr: 1e-3, momentum: 0.9 }, lengths, checkedSteps: 3 },
  { name: 'Adam', optimizer: { name: 'adam', lr: 1e-3 }, lengths, checkedSteps: 3 },
]

/** @param {readonly number[]} lengths */
const total = (lengths) => lengths.reduce((sum, length) => sum + length, 0)

/** @type {import('./index.mjs').Subject<OptimizerRow>} */
export const optimizer = {
  name: 'optimizer',
  title: 'Optimizer step over the 101,770 parameters of 784-128-10',
  kind: 'optimizer',
  unit: 'µs',
  rows: rowsOf([784 * 128, 128, 128 * 10, 10]),
  tiny: rowsOf([6, 3]),
  /** One parameter after the other. */
  inputs: ({ lengths }) => ({
    parameters: uniform(total(lengths), { seed: 1 }),
    gradients: uniform(total(lengths), { seed: 2 }),
  }),
}
