import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { measureRow } from '../../bench/harness/measure-row.mjs'
import { startNodeSide } from '../../bench/harness/side-process.mjs'
import { startYardstick } from '../../bench/sides/index.mjs'

const module = (path: string) => fileURLToPath(new URL(`../../bench/${path}`, import.meta.url))

const started: { close: () => void }[] = []
async function start(path: string) {
  const side = await startNodeSide({ name: 'side', module: module(path) })
  started.push(side)
  return side
}
afterEach(() => {
  for (const side of started.splice(0)) side.close()
})

describe('a side in its own process', () => {
  it('tells its version, computes from typed arrays, and is timed', async () => {
    const side = await start('sides/pure-js.mjs')
    expect(side.version).toBe(process.versions.node)
    const row = { m: 2, n: 1, k: 2 }
    const inputs = { a: Float32Array.of(1, 2, 3, 4), b: Float32Array.of(5, 6) }
    expect(await side.ask('prepare', { kind: 'matmul', row, inputs })).toMatchObject({
      result: Float64Array.of(17, 39),
    })
    const { count } = await side.ask('warmUp', { warmUp: 5, milliseconds: 1, patience: 1000 })
    expect(count).toBeGreaterThan(100)
    const { milliseconds } = await side.ask('round')
    expect(milliseconds).toBeGreaterThan(0)
    expect(milliseconds).toBeLessThan(1)
  })

  it('says why it cannot, and reports its errors by name', async () => {
    const side = await start('sides/pure-js.mjs')
    const inputs = { x: new Float32Array(1), y: new Float32Array(1), dy: new Float32Array(1) }
    const row = { mode: 'recorded', scoped: true, elements: 1 }
    expect(await side.ask('prepare', { kind: 'smallOp', row, inputs })).toEqual({ cannot: 'a loop records nothing' })
    await expect(side.ask('prepare', { kind: 'nonsense', row, inputs })).rejects.toThrow(/^side: .*'nonsense'/)
  })

  it('is missed when its process ends', async () => {
    const side = await start('sides/pure-js.mjs')
    side.close()
    await expect(side.ask('round')).rejects.toThrow('side: its process ended with SIGTERM.')
    await expect(side.ask('round')).rejects.toThrow('side: its process ended with SIGTERM.')
  })
})

describe('the yardstick', () => {
  it('measures the peak of registers and a plain copy', async () => {
    const yardstick = await startYardstick()
    started.push(yardstick)
    const effort = { rounds: 2, milliseconds: 1, warmUp: 1, patience: 1000 }
    for (const [kind, row] of [
      ['peak', {}],
      ['copy', { elements: 1000 }],
    ] as const) {
      const lane = { side: yardstick, kind, row, compared: false }
      const [outcome] = await measureRow([lane], { inputs: {} }, effort)
      expect(outcome).toMatchObject({ times: [expect.any(Number), expect.any(Number)] })
    }
    expect(yardstick.details).toMatch(/multiply/)
  })
})
