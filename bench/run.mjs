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

/** Below this share of a core other programs took so much time that absolute figures mislead. */
const leastShare = 0.9

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })
manualSeed(1)
const { tier, tile, version } = backendInfo()
const environment = {
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  node: process.versions.node,
  version,
  tier,
  tile,
}
console.log(`grad128 ${version} (${tier}, tile ${tile}) · Node ${environment.node} · ${environment.processor}`)

const subjects = []
for (const run of [matmulSubject, mlpSubject, smallOpSubject]) {
  const subject = run()
  subjects.push(subject)
  print(subject)
}
if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ date: new Date().toISOString(), environment, subjects }, null, 2)}\n`)
}

function print({ title, unit, rows, share }) {
  const compares = rows.some((row) => row.pure !== undefined)
  console.log(`\n${title}\n`)
  console.log(line([unit, 'grad128', ...(compares ? ['pure JS', 'ratio'] : [])]))
  for (const { name, grad128, pure, ratio } of rows) {
    console.log(line([name, figure(grad128), ...(compares ? [figure(pure), `${ratio.toFixed(1)}×`] : [])]))
  }
  if (share >= leastShare) return
  const percent = Math.round(100 * share)
  console.log(
    `\n  The machine was busy: this got ${percent} % of a core. The figures are too poor${compares ? '; the ratios of the steps are lower than on an idle machine' : ''}.`,
  )
}

function line([name, ...figures]) {
  return `  ${name.padEnd(24)}${figures.map((text) => text.padStart(10)).join('')}`.trimEnd()
}

function figure(value) {
  return value.toFixed(value >= 10 ? 1 : 2)
}
