import { uniform } from './inputs.mjs'

/**
 * @typedef {{ name: string, mode: 'forward' | 'recorded' | 'backward', elements: number, scoped: boolean }} SmallOpRow
 *   x·y, elementwise, of tensors; `recorded` for a derivative, which `backward` computes, of x for the gradient dy; `scoped`
 *   where the result is released at once instead of being left to the garbage collector
 */

/** @param {number} elements @returns {SmallOpRow[]} */
const rowsOf = (elements) => [
  { name: 'forward', mode: 'forward', elements, scoped: true },
  { name: 'recorded', mode: 'recorded', elements, scoped: true },
  { name: 'recorded and backward', mode: 'backward', elements, scoped: true },
  { name: 'forward, left to the collector', mode: 'forward', elements, scoped: false },
  { name: 'recorded, left to the collector', mode: 'recorded', elements, scoped: false },
]

/** What an operation costs apart from its arithmetic. @type {import('./index.mjs').Subject<SmallOpRow>} */
export const smallOp = {
  name: 'small-op',
  title: 'A product of 16 elements',
  kind: 'smallOp',
  unit: 'µs',
  rows: rowsOf(16),
  tiny: rowsOf(5),
  inputs: ({ elements }) => ({
    x: uniform(elements, { seed: 1 }),
    y: uniform(elements, { seed: 2 }),
    dy: uniform(elements, { seed: 3 }),
  }),
}
