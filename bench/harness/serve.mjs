/**
 * The child process of one side: loads it, then answers its parent (side-process.mjs), one question after the other.
 * node serve.mjs MODULE [OPTIONS as JSON]
 */
import { pathToFileURL } from 'node:url'
import { makeTask } from './side.mjs'
import { runsARound, timeRound } from './timer.mjs'

const [module, options = '{}'] = process.argv.slice(2)
const { open } = await import(pathToFileURL(module).href)
/** @type {import('./side.mjs').OpenSide} */
const side = await open(JSON.parse(options))
/** @type {import('./side.mjs').Task | undefined} */
let task
let count = 1

const answers = {
  open: () => ({ version: side.version, details: side.details }),
  /** Makes a task and computes its result. */
  async prepare({ kind, row, inputs }) {
    task = undefined
    const made = makeTask(side, kind, row, inputs)
    if ('cannot' in made) return made
    task = made
    return { result: await task.result(), differs: task.differs }
  },
  async warmUp(options) {
    count = await runsARound(task.run, options)
    return { count }
  },
  round: () => timeRound(task.run, count),
}

process.on('message', async ({ question, ...rest }) => {
  try {
    process.send({ answer: await answers[question](rest) })
  } catch (error) {
    process.send({ error: error instanceof Error ? error.stack : String(error) })
  }
})
process.on('disconnect', () => process.exit())
