/**
 * Measures this library beside others, each side in a process of its own and on one thread, in rounds that take turns:
 *
 *   npm run bench            beside pure JavaScript
 *   npm run bench:peers      also beside other packages of npm, which it installs in bench/peers the first time
 *   npm run bench:pytorch    also beside PyTorch, by $GRAD128_PYTHON or the Python in PATH
 *
 * Options: [--peers] [--pytorch] [--sides NAME,…] [--only SUBJECT,…] [--rounds N] [--milliseconds N] [--json FILE]
 * [--markdown FILE]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureSubject } from './harness/measure-subject.mjs'
import { installOnce } from './install-once.mjs'
import { named } from './named.mjs'
import { findPython } from './python.mjs'
import { columnsOf } from './report/columns.mjs'
import { environmentLines, environmentNow } from './report/environment.mjs'
import { markdown, withFigures } from './report/markdown.mjs'
import { textTable } from './report/text.mjs'
import { groups, sides as knownSides, startYardstick } from './sides/index.mjs'
import { subjects as knownSubjects } from './subjects/index.mjs'
import { measurePeak } from './yardsticks/measure-peak.mjs'

const { values: options } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    pytorch: { type: 'boolean', default: false },
    sides: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    milliseconds: { type: 'string', default: '40' },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
})
const wished = options.sides?.split(',') ?? [
  ...groups.own,
  ...(options.peers ? groups.peers : []),
  ...(options.pytorch ? groups.pytorch : []),
]
const chosenSides = named(
  'side',
  wished,
  Object.entries(knownSides).map(([name, side]) => ({ name, ...side })),
)
const subjects = named('subject', options.only?.split(','), knownSubjects)
const milliseconds = Number(options.milliseconds)
const effort = { rounds: Number(options.rounds), milliseconds, warmUp: 15 * milliseconds, patience: 100 * milliseconds }

if (wished.some((name) => groups.peers.includes(name))) installOnce(new URL('peers/', import.meta.url))
const python = wished.some((name) => groups.pytorch.includes(name)) ? findPython() : undefined

const sides = []
const yardstick = await startYardstick()
const environment = environmentNow(await measurePeak(yardstick))
for (const { title, start } of chosenSides) sides.push({ title, ...(await start({ python })) })

console.log(environmentLines(environment, sides).join('\n'))
const reports = []
for (const subject of subjects) {
  const onRow = (name) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K… ${subject.title}: ${name}`)
  const report = await measureSubject(subject, { sides, yardstick, effort, onRow })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  reports.push(report)
  console.log(`\n${report.title}\n\n${textTable(columnsOf(report, sides))}`)
}
for (const side of [...sides, yardstick]) side.close()

/** @type {import('./report/environment.mjs').Report} */
const report = {
  date: new Date().toISOString(),
  environment,
  sides: sides.map(({ name, title, version, details }) => ({ name, title, version, details })),
  subjects: reports,
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
if (options.markdown !== undefined) {
  const document = existsSync(options.markdown) ? readFileSync(options.markdown, 'utf8') : undefined
  writeFileSync(options.markdown, withFigures(document, markdown(report)))
}
const wrong = reports.flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.values(cells))).filter((c) => c.wrong)
if (wrong.length > 0) {
  console.error(`\n${wrong.length} results are wrong, see the notes under the tables; they were not timed.`)
  process.exitCode = 1
}
