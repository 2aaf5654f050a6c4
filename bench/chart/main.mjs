/**
 * Draws what a run of the bench wrote: npm run bench:chart -- RESULTS.json CHART.svg
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { installOnce } from '../install-once.mjs'
import { environmentLines } from '../report/environment.mjs'

const [results, chart] = process.argv.slice(2)
if (chart === undefined)
  throw new Error('Name the results and the chart, as in: npm run bench:chart -- bench.json bench.svg')
installOnce(new URL('.', import.meta.url))
const { draw } = await import('./draw.mjs')
const report = JSON.parse(readFileSync(results, 'utf8'))
writeFileSync(chart, `${draw(report, environmentLines(report.environment, report.sides)[0])}\n`)
