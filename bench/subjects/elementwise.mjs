import { copy } from '../yardsticks/index.mjs'
import { uniform } from './inputs.mjs'

/**
 * @typedef {'copy' | 'add' | 'mul' | 'relu' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'gelu'} ElementwiseOperation
 * @typedef {{ name: string, operation: ElementwiseOperation, elements: number }} ElementwiseRow x, or x and y, and what
 *   the operation makes of them: `elements` values each
 */

/** @param {ElementwiseOperation} operation */
const takesTwo = (operation) => operation === 'add' || operation === 'mul'

const range = { positive: { low: 0.01, high: 9 }, both: { low: -4, high: 4 } }

/** @param {readonly ElementwiseOperation[]} operations @param {number} elements @returns {ElementwiseRow[]} */
const rowsOf = (operations, elements) => operations.map((operation) => ({ name: operation, operation, elements }))

/** What both subjects share. */
const family = {
  kind: 'elementwise',
  unit: /** @type {const} */ ('elements/ns'),
  /** @param {ElementwiseRow} row */
  inputs({ operation, elements }) {
    const x = uniform(elements, { seed: 1, ...(operation === 'log' ? range.positive : range.both) })
    return takesTwo(operation) ? { x, y: uniform(elements, { seed: 2 }) } : { x }
  },
  /** @param {ElementwiseRow} row */
  amount: ({ elements }) => elements,
}

const streamed = /** @type {const} */ (['copy', 'add', 'mul', 'relu', 'exp', 'tanh', 'sigmoid'])
const cached = /** @type {const} */ (['exp', 'log', 'tanh', 'sigmoid', 'gelu'])

/** Beyond the nearest caches: the cheap ones wait for memory. @type {import('./index.mjs').Subject<ElementwiseRow>} */
export const elementwise = {
  ...family,
  name: 'elementwise',
  title: 'Elementwise, 1,048,576 elements',
  rows: rowsOf(streamed, 1 << 20),
  tiny: rowsOf(streamed, 37),
  yardstick: ({ operation, elements }) => copy(4 * elements * (takesTwo(operation) ? 3 : 2), elements),
}

/** Within the nearest cache: arithmetic decides. @type {import('./index.mjs').Subject<ElementwiseRow>} */
export const elementwiseInCache = {
  ...family,
  name: 'elementwise-in-cache',
  title: 'Elementwise, 4,096 elements',
  rows: rowsOf(cached, 4096),
  tiny: rowsOf(cached, 37),
}
