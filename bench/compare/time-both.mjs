import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { measureRow } from '../harness/measure-row.mjs'
import { expectedResult } from '../harness/measure-subject.mjs'
import { startNodeSide } from '../harness/side-process.mjs'
import { median } from '../harness/statistics.mjs'

/**
 * @typedef {{ subject: import('../subjects/index.mjs').Subject, row: { name: string } }} Work
 * @typedef {{ name: string, launches: number[][], milliseconds: [number, number] }} TimedRow the ratios B / A of the rounds
 *   of each launch, and the median times of both
 * @typedef {{ name: string, failed: [string | undefined, string | undefined] }} FailedRow what is wrong with A, with B
 */

/**
 * Times two copies of this bench, each with its own build of the library. Several launches, because where the compiler and
 * the operating system put things is decided anew in each process, and alone can make one a few per cent faster.
 *
 * @param {readonly string[]} benches the folders of A and B
 * @param {readonly Work[]} works
 * @param {{ launches: number, effort: import('../harness/measure-row.mjs').Effort }} options
 * @returns {Promise<(TimedRow | FailedRow)[]>} in the order of the works
 */
export async function timeBoth(benches, works, { launches, effort }) {
  /** @type {import('../harness/measure-row.mjs').Outcome[][][]} */
  const outcomes = works.map(() => [])
  for (let launch = 0; launch < launches; launch++) {
    const sides = await Promise.all(benches.map(startSide))
    // B goes first in every other launch.
    const turned = launch % 2 === 1
    for (const [i, { subject, row }] of works.entries()) {
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\x1b[Klaunch ${launch + 1} of ${launches}: ${subject.title}, ${row.name}`)
      }
      const inputs = subject.inputs(row)
      const expected = await expectedResult(subject.kind, row, inputs)
      const lanes = sides.map((side) => ({ side, kind: subject.kind, row }))
      const measured = await measureRow(turned ? lanes.reverse() : lanes, { inputs, expected }, effort)
      outcomes[i].push(turned ? measured.reverse() : measured)
    }
    for (const side of sides) side.close()
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  return works.map(({ row }, i) => rowOf(row.name, outcomes[i]))
}

/** The library in a copy of the bench. What an older commit cannot do must not end the comparison. */
async function startSide(bench, index) {
  const harness = pathToFileURL(join(bench, 'harness/'))
  const side = await startNodeSide({ name: 'AB'[index], module: join(bench, 'sides/grad128.mjs'), harness })
  const ask = (question, data) =>
    question === 'prepare'
      ? side.ask(question, data).catch((error) => ({ cannot: error.message.split('\n')[0].slice('A: '.length) }))
      : side.ask(question, data)
  return { ...side, ask }
}

/** @param {string} name @param {import('../harness/measure-row.mjs').Outcome[][]} outcomes of A and B by launch @returns {TimedRow | FailedRow} */
function rowOf(name, outcomes) {
  const failures = [0, 1].map((i) =>
    outcomes.map((pair) => ('times' in pair[i] ? undefined : (pair[i].cannot ?? pair[i].wrong))).find(Boolean),
  )
  if (failures.some(Boolean)) return { name, failed: [failures[0], failures[1]] }
  const times = outcomes.map(([a, b]) => [a.times, b.times])
  const middle = (i) => median(times.flatMap((pair) => pair[i]))
  return {
    name,
    launches: times.map(([a, b]) => b.map((time, i) => time / a[i])),
    milliseconds: [middle(0), middle(1)],
  }
}
