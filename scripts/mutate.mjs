/**
 * Seeds one bug after the other and says which the tests find:
 * `npm run mutate [-- --group NAME] [-- --only NAME] [-- --skip-baseline]`. The bugs are listed in test/mutations/.
 *
 * Works in a copy of the checkout. A bug in Rust is first shown to cargo test; if that finds nothing, the WebAssembly is
 * built and vitest runs, as it does for a bug in TypeScript. Fails below 95 % found, or when a bug does not compile.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { groups, mutations } from '../test/mutations/mutations.mjs'
import { Checkout } from './mutate/checkout.mjs'
import { stopRunning } from './mutate/run-to-end.mjs'
import { snippetFaults } from './mutate/snippets.mjs'
import { Broken, Stages } from './mutate/stages.mjs'

const SHARE_TO_FIND = 0.95
const source = fileURLToPath(new URL('..', import.meta.url))

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    group: { type: 'string', multiple: true, default: [] },
    // For repeated runs on a checkout whose tests are known to pass.
    'skip-baseline': { type: 'boolean', default: false },
  },
})

/** @returns {never} */
function refuse(reason) {
  console.error(reason)
  process.exit(2)
}

const unknown = [
  ...options.group.filter((name) => groups[name] === undefined),
  ...options.only.filter((name) => !mutations.some((each) => each.name === name)),
]
if (unknown.length > 0) refuse(`There is no ${unknown.join(', ')}. Groups: ${Object.keys(groups).join(', ')}`)
const chosen = mutations.filter(
  ({ name, group }) =>
    (options.only.length === 0 || options.only.includes(name)) &&
    (options.group.length === 0 || options.group.includes(group)),
)
const faults = snippetFaults(source, mutations)
if (faults.length > 0) refuse(`The list is not true any more:\n${faults.join('\n')}`)

const checkout = new Checkout(source)
process.on('exit', () => {
  stopRunning()
  checkout.remove()
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
const stages = new Stages(checkout)

const isRust = ({ file }) => file.startsWith('crates/')

/** Everything must pass before a failure can mean anything. */
async function checkBaseline() {
  await stages.package()
  const failure = (chosen.some(isRust) ? await stages.cargo() : null) ?? (await stages.everyTest())
  if (failure !== null) refuse(`Without any seeded bug this fails already: ${failure}`)
}

/** The first test that finds a seeded bug; null when none does. */
async function finderOf(mutation) {
  if (isRust(mutation)) {
    const found = await stages.cargo()
    if (found !== null) return found
    await stages.wasm()
  }
  await stages.package()
  return stages.vitest(mutation.file)
}

async function result(mutation) {
  checkout.seed(mutation)
  try {
    return (await finderOf(mutation)) ?? 'SURVIVES'
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    console.error(error.message)
    return 'DOES NOT COMPILE'
  } finally {
    checkout.restore(mutation.file)
    if (isRust(mutation)) stages.restoreWasm()
  }
}

if (!options['skip-baseline']) await checkBaseline()
const width = Math.max(...chosen.map(({ name }) => name.length))
const row = (name, seconds, by) => console.log(`${name.padEnd(width)}  ${String(seconds).padStart(7)}  ${by}`)
row('mutation', 'seconds', 'found by')
const missed = []
let invalid = 0
for (const mutation of chosen) {
  const start = performance.now()
  const by = await result(mutation)
  row(mutation.name, ((performance.now() - start) / 1000).toFixed(1), by)
  if (by === 'DOES NOT COMPILE') invalid++
  else if (by === 'SURVIVES') missed.push(mutation)
}

for (const { name, file, bug } of missed) console.log(`\nNo test finds ${name} in ${file}: ${bug}`)
const found = chosen.length - missed.length - invalid
console.log(`\n${found} of ${chosen.length} caught`)
process.exitCode = invalid > 0 || found < SHARE_TO_FIND * chosen.length ? 1 : 0
