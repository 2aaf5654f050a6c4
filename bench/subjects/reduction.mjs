import { copy } from '../yardsticks/index.mjs'
import { uniform } from './inputs.mjs'

/**
 * @typedef {{ name: string, operation: 'sum' | 'softmax', rows: number, columns: number, dim?: 0 | 1 }} ReductionRow
 *   of an array [rows, columns]; without `dim` over all of it
 */

/** What must be read and written: the array, and the result. @param {ReductionRow} row */
function bytes({ operation, rows, columns, dim }) {
  if (operation === 'softmax') return 2 * 4 * rows * columns
  const results = dim === undefined ? 1 : dim === 0 ? columns : rows
  return 4 * (rows * columns + results)
}

/** @param {number} rows @param {number} columns @returns {ReductionRow[]} */
const rowsOf = (rows, columns) => [
  { name: 'sum, last dimension', operation: 'sum', rows, columns, dim: 1 },
  { name: 'sum, first dimension', operation: 'sum', rows, columns, dim: 0 },
  { name: 'sum, all', operation: 'sum', rows, columns },
  { name: 'softmax, last dimension', operation: 'softmax', rows, columns, dim: 1 },
]

/** @type {import('./index.mjs').Subject<ReductionRow>} */
export const reduction = {
  name: 'reduction',
  title: 'Reductions of [1024, 1024]',
  kind: 'reduction',
  unit: 'GB/s',
  rows: rowsOf(1024, 1024),
  tiny: rowsOf(3, 5),
  // Positive: sums that cancel out would say little about each other.
  inputs: ({ rows, columns }) => ({ x: uniform(rows * columns, { seed: 1, low: 0, high: 4 }) }),
  amount: bytes,
  yardstick: (row) => copy(bytes(row), row.rows * row.columns),
}
