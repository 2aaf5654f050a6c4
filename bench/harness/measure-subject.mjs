import { open as openPureJs } from '../sides/pure-js.mjs'
import { figureOf } from '../subjects/index.mjs'
import { measureRow } from './measure-row.mjs'
import { makeTask } from './side.mjs'
import { median } from './statistics.mjs'

/**
 * @typedef {object} Cell one side in one row: figures, or why there are none
 * @property {number} [milliseconds] median over the rounds, of one unit of work
 * @property {number} [figure] in the unit of the subject
 * @property {number} [ofYardstick] as a share of what bounds it
 * @property {string} [differs] how its work is not quite the others'
 * @property {string} [cannot] why it has no such work
 * @property {string} [wrong] in what its result differs from the right one; then it is not timed
 *
 * @typedef {{ name: string, cells: Record<string, Cell>, share: number }} RowReport `cells` by the names of the sides; `share`
 *   is the part of a core that the unluckiest of them got in the middle of its rounds
 * @typedef {{ name: string, title: string, unit: import('../subjects/index.mjs').Subject['unit'],
 *   yardstick?: import('../yardsticks/index.mjs').YardstickKind, rows: RowReport[] }} SubjectReport
 */

/**
 * Measures all rows of a subject with all sides, and what bounds them, in the same rounds.
 *
 * @param {import('../subjects/index.mjs').Subject} subject
 * @param {{ sides: readonly import('./side-process.mjs').SideProcess[], yardstick: import('./side-process.mjs').SideProcess,
 *   effort: import('./measure-row.mjs').Effort, onRow?: (name: string) => void }} options
 * @returns {Promise<SubjectReport>}
 */
export async function measureSubject(subject, { sides, yardstick: yardstickSide, effort, onRow }) {
  const { name, title, unit, kind } = subject
  /** @type {RowReport[]} */
  const rows = []
  /** @type {import('../yardsticks/index.mjs').YardstickKind | undefined} */
  let yardstickKind
  for (const row of subject.rows) {
    onRow?.(row.name)
    const inputs = subject.inputs(row)
    const yardstick = subject.yardstick?.(row)
    yardstickKind = yardstick?.kind
    const lanes = sides.map((side) => ({ side, kind, row }))
    const bounds = yardstick ? [{ side: yardstickSide, kind: yardstick.kind, row: yardstick.row, compared: false }] : []
    const work = { inputs, expected: await expectedResult(kind, row, inputs) }
    const outcomes = await measureRow([...lanes, ...bounds], work, effort)
    const bound = yardstick && yardstick.amount * median(outcomes[sides.length].times)
    const cells = sides.map((side, i) => [side.name, cellOf(outcomes[i], subject, row, bound)])
    const share = Math.min(1, ...outcomes.flatMap((outcome) => ('shares' in outcome ? [median(outcome.shares)] : [])))
    rows.push({ name: row.name, cells: Object.fromEntries(cells), share })
  }
  return { name, title, unit, ...(yardstickKind && { yardstick: yardstickKind }), rows }
}

/** What pure JavaScript computes in double precision, or undefined where it cannot. */
export async function expectedResult(kind, row, inputs) {
  const task = makeTask(openPureJs(), kind, row, inputs)
  return 'cannot' in task ? undefined : task.result()
}

/** @param {number | undefined} bound the least milliseconds that this work could take */
function cellOf(outcome, subject, row, bound) {
  if (!('times' in outcome)) return outcome
  const milliseconds = median(outcome.times)
  return {
    milliseconds,
    figure: figureOf(subject, row, milliseconds),
    ...(bound !== undefined && { ofYardstick: bound / milliseconds }),
    ...(outcome.differs && { differs: outcome.differs }),
  }
}
