/**
 * Prints this machine's speed beside pure JavaScript, as ratios from one run: `npm run bench [-- --json FILE]`.
 * One thread each; medians of rounds in which the sides take turns.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { backendInfo, manualSeed } from 'grad128'
import { matmulSubject } from './subjects/matmul.mjs'
import { mlpSubject } from './subjects/mlp.mjs'
import { smallOpSubject } from './subjects/small-op.mjs'

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })
manualSeed(1)
const { tier, tile, version } = backendInfo()
const machine = `${cpus()[0]?.model.trim()}, Node ${process.versions.node}, grad128 ${version} (${tier}, tile ${tile})`
console.log(machine)

const subjects = []
for (const run of [matmulSubject, mlpSubject, smallOpSubject]) {
  const subject = run()
  subjects.push(subject)
  print(subject)
}
if (options.json !== undefined) {
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(options.json, `${JSON.stringify({ machine, date, subjects }, null, 2)}\n`)
}

function print({ title, unit, rows }) {
  const compares = rows.some((row) => row.pure !== undefined)
  const head = ['', 'grad128', ...(compares ? ['pure JS', ''] : [])]
  console.log(`\n${title} (${unit})`)
  console.log(line(head))
  for (const { name, grad128, pure, ratio } of rows) {
    console.log(line([name, figure(grad128), ...(compares ? [figure(pure), `${ratio.toFixed(1)}×`] : [])]))
  }
}

function line([name, ...figures]) {
  return `  ${name.padEnd(24)}${figures.map((text) => text.padStart(10)).join('')}`.trimEnd()
}

function figure(value) {
  return value >= 10 ? value.toFixed(1) : value.toFixed(3)
}
