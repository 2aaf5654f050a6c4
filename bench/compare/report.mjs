import { threeDigits } from '../report/columns.mjs'

/** @typedef {(import('./time-both.mjs').TimedRow & import('./verdict.mjs').Verdict) | import('./time-both.mjs').FailedRow} JudgedRow */

/** B is slower by more than the threshold, or fails where A does not. @param {JudgedRow} row */
export function isFailure(row) {
  if ('verdict' in row) return row.verdict === 'regression'
  const [a, b] = row.failed
  return a === undefined && b !== undefined
}

/** @param {readonly JudgedRow[]} rows @returns {import('../report/columns.mjs').Columns} */
export function comparisonColumns(rows) {
  /** @type {string[]} */
  const notes = []
  const body = rows.map((row) => {
    if ('failed' in row) {
      const [a, b] = row.failed
      notes.push(...[a && `A: ${a}`, b && `B: ${b}`].filter(Boolean).map((note) => `${note} (${row.name}).`))
      return [row.name, a ? 'failed' : '', b ? 'failed' : '', '', '', '']
    }
    const { milliseconds, ratio, low, high, verdict } = row
    const [a, b] = milliseconds.map((time) => threeDigits(1000 * time))
    return [row.name, a, b, ratio.toFixed(3), `${low.toFixed(3)} … ${high.toFixed(3)}`, verdict]
  })
  return { head: ['µs', 'A', 'B', 'B / A', '95 % interval', 'B is'], body, notes: [...new Set(notes)] }
}
