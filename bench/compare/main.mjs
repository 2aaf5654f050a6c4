/**
 * Whether a commit made anything slower: builds two, and times the subjects in rounds that take turns.
 *
 *   npm run bench:compare -- COMMIT_A COMMIT_B
 *
 * Options: [--threshold 0.05] [--only SUBJECT,…] [--launches N] [--rounds N] [--milliseconds N] [--json FILE]
 * Ratios are times of B over times of A. Ends with exit code 1 when B is slower in a row by more than the threshold, or
 * fails in a row that A does.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { named } from '../named.mjs'
import { mulberry32 } from '../pure-js/mulberry32.mjs'
import { textTable } from '../report/text.mjs'
import { subjects as knownSubjects } from '../subjects/index.mjs'
import { checkOut } from './checkout.mjs'
import { comparisonColumns, isFailure } from './report.mjs'
import { timeBoth } from './time-both.mjs'
import { judge } from './verdict.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    threshold: { type: 'string', default: '0.05' },
    only: { type: 'string' },
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '7' },
    milliseconds: { type: 'string', default: '40' },
    json: { type: 'string' },
  },
})
if (positionals.length !== 2) {
  throw new Error(`Name two commits, as in: npm run bench:compare -- HEAD~1 HEAD. Got ${positionals.length}.`)
}
const threshold = Number(options.threshold)
const subjects = named('subject', options.only?.split(','), knownSubjects)
const milliseconds = Number(options.milliseconds)
const effort = { rounds: Number(options.rounds), milliseconds, warmUp: 15 * milliseconds, patience: Infinity }

const rows = subjects.flatMap((subject) => subject.rows.map((row) => ({ subject, row })))
const random = mulberry32(1)

process.once('SIGINT', () => process.exit(130))
const checkouts = positionals.map(checkOut)

/** @param {readonly import('./time-both.mjs').Work[]} works @param {number} launches */
async function measure(works, launches) {
  const timed = await timeBoth(
    checkouts.map(({ bench }) => bench),
    works,
    { launches, effort },
  )
  return timed.map((row) => ('launches' in row ? { ...row, ...judge(row.launches, { threshold, random }) } : row))
}

const launches = Number(options.launches)
const judged = await measure(rows, launches)
// Of many rows some look slower by chance: what does is measured once more, at greater length, and only that counts.
const suspects = judged.flatMap((row, i) => (isFailure(row) && 'launches' in row ? [i] : []))
if (suspects.length > 0) {
  const again = await measure(
    suspects.map((i) => rows[i]),
    2 * launches,
  )
  for (const [j, i] of suspects.entries()) judged[i] = again[j]
}

for (const subject of subjects) {
  const own = judged.filter((_, i) => rows[i].subject === subject)
  console.log(`\n${subject.title}\n\n${textTable(comparisonColumns(own))}`)
}
if (options.json !== undefined) {
  const [a, b] = checkouts.map(({ commit }) => commit)
  const named = judged.map((row, i) => ({ subject: rows[i].subject.name, ...row }))
  writeFileSync(options.json, `${JSON.stringify({ a, b, threshold, rows: named }, null, 2)}\n`)
}
const failures = judged.flatMap((row, i) => (isFailure(row) ? [`${rows[i].subject.title}: ${row.name}`] : []))
if (failures.length === 0) console.log(`\nNothing is slower by more than ${100 * threshold} %.`)
else {
  console.log(`\nRegressions:\n${failures.map((name) => `  ${name}`).join('\n')}`)
  process.exitCode = 1
}
