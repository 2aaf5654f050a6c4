import * as g from 'grad128'
import { Grad128Error, manualSeed, memory, scope } from 'grad128'
import { describe, expect, test } from 'vitest'
import { convolutions } from './cases/convolutions.js'
import { creation } from './cases/creation.js'
import { elementwise } from './cases/elementwise.js'
import { graphs } from './cases/graphs.js'
import { images } from './cases/images.js'
import { metrics } from './cases/metrics.js'
import { modules } from './cases/modules.js'
import { normalization } from './cases/normalization.js'
import type { Misuse } from './cases/operands.js'
import { products } from './cases/products.js'
import { rearrangements } from './cases/rearrangements.js'
import { recurrent } from './cases/recurrent.js'
import { reductions } from './cases/reductions.js'
import { sequences } from './cases/sequences.js'
import { texts } from './cases/texts.js'

const tables = {
  ...{ creation, elementwise, reductions, rearrangements, products, graphs, modules, images, normalization },
  ...{ sequences, texts, metrics, convolutions, recurrent },
}

/** The first words of all messages: what the user called, as far as the library says. */
const named = new Set<string>()

async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

/** What misuse must not change: memory exactly, and the random stream. */
function state() {
  const { liveTensors, liveBytes, arenaBytes } = memory()
  return { liveTensors, liveBytes, arenaBytes }
}

const nextRandom = () => scope(() => g.rand([1]).item())

describe.each(Object.entries(tables))('%s', (_, cases: Record<string, Misuse>) => {
  test.each(Object.entries(cases))('%s', async (_name, misuse) => {
    const call = typeof misuse === 'function' ? misuse : misuse.prepare()
    manualSeed(11)
    const expected = nextRandom()
    manualSeed(11)
    const before = state()
    const error = await caught(call)
    expect(state(), 'memory').toEqual(before)
    expect(nextRandom(), 'the next random number').toBe(expected)
    expect(
      scope(() => g.ones([4]).sum().item()),
      'the library works on',
    ).toBe(4)
    if (!(error instanceof Grad128Error || error instanceof TypeError)) throw error
    const code = error instanceof Grad128Error ? ` ${error.code}` : ''
    if (error instanceof Grad128Error) expect(error.message.startsWith(`${error.op}: `)).toBe(true)
    // How much is in use depends on what ran before.
    const message = error.message.replace(/\d+ bytes in use/, 'some bytes in use')
    expect(`${error.name}${code}\n${message}`).toMatchSnapshot()
    named.add(error.message.split(':', 1)[0] as string)
  })
})

describe('the tables', () => {
  const lacking = (names: string[]) => names.filter((name) => !named.has(name))

  test('know several misuses of every operation, in whose name the messages speak', () => {
    const methods = Object.getOwnPropertyDescriptors(g.Tensor.prototype) as Record<string, PropertyDescriptor>
    const isOperation = ([name, fn]: [string, unknown]) =>
      typeof fn === 'function' && typeof methods[name]?.value === 'function'
    const operations = Object.entries(g).filter(isOperation)
    expect(operations.length).toBeGreaterThan(100)
    expect(lacking(operations.map(([name]) => name))).toEqual([])
  })

  test('know misuses of what makes tensors', () => {
    const makers = ['tensor', 'fromTypedArray', 'zeros', 'ones', 'full', 'zerosLike', 'onesLike', 'arange', 'linspace']
    makers.push('eye', 'rand', 'randn', 'randint', 'randperm', 'bernoulli', 'normal', 'oneHot', 'manualSeed')
    expect(
      lacking([...makers, 'configure', 'scope', 'keep', 'noGrad', 'enableGrad', 'detectAnomaly', 'grad', 'gradcheck']),
    ).toEqual([])
  })
})
