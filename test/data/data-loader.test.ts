import { arange, data, IndexError, manualSeed, memory, ShapeError, type Tensor, tensor, ValueError } from 'grad128'
import { beforeEach, describe, expect, test } from 'vitest'

const numbers = (n: number) => new data.TensorDataset(arange(n).reshape([n, 1]), arange(n))

/** The labels of every batch of one epoch. */
const epochOf = (loader: Iterable<readonly Tensor[]>) =>
  Array.from(loader, (batch) => Array.from((batch.at(-1) as Tensor).data()))

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)

beforeEach(() => manualSeed(1))

describe('batches', () => {
  test('come in order, the last one smaller', () => {
    const loader = new data.DataLoader(numbers(10), { batchSize: 4 })
    expect(loader.length).toBe(3)
    expect(epochOf(loader)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
  })

  test('are one sample by default', () => {
    expect(epochOf(new data.DataLoader(numbers(3)))).toEqual([[0], [1], [2]])
  })

  test('dropLast leaves the smaller one out', () => {
    const loader = new data.DataLoader(numbers(10), { batchSize: 4, dropLast: true })
    expect(loader.length).toBe(2)
    expect(epochOf(loader).flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('hold whole rows, of every type, in whatever order', () => {
    const x = tensor([
      [0, 1, 2],
      [10, 11, 12],
      [20, 21, 22],
    ])
    const mask = tensor([[true], [false], [true]])
    const loader = new data.DataLoader(new data.TensorDataset(x, mask), { batchSize: 2, sampler: [2, 0, 1] })
    const [first, last] = [...loader] as [[Tensor, Tensor], [Tensor, Tensor]]
    expect(first[0].toArray()).toEqual([
      [20, 21, 22],
      [0, 1, 2],
    ])
    expect(first[1].toArray()).toEqual([[true], [true]])
    expect(first.map((t) => t.dtype)).toEqual(['float32', 'bool'])
    expect(last[0].toArray()).toEqual([[10, 11, 12]])
  })

  test('of no samples at all: none', async () => {
    const loader = new data.DataLoader(numbers(0), { batchSize: 4, shuffle: true })
    expect(loader.length).toBe(0)
    expect([...loader]).toEqual([])
    for await (const batch of loader) expect.unreachable(String(batch))
  })

  test('can be iterated asynchronously just the same', async () => {
    const options = { batchSize: 3, shuffle: true, seed: 5 }
    const seen: number[][] = []
    for await (const [, y] of new data.DataLoader(numbers(10), options)) seen.push(Array.from(y.data()))
    expect(seen).toEqual(epochOf(new data.DataLoader(numbers(10), options)))
  })

  test('do not pile up in memory', () => {
    const loader = new data.DataLoader(numbers(1000), { batchSize: 10, shuffle: true })
    epochOf(loader)
    const before = memory().arenaBytes
    for (let i = 0; i < 20; i++) epochOf(loader)
    expect(memory().arenaBytes).toBe(before)
  })
})

describe('shuffling', () => {
  test('is a permutation, and another one every epoch', () => {
    const loader = new data.DataLoader(numbers(100), { batchSize: 7, shuffle: true })
    const first = epochOf(loader).flat()
    const second = epochOf(loader).flat()
    expect(sorted(first)).toEqual(sorted(second))
    expect(sorted(first)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(first).not.toEqual(sorted(first))
    expect(second).not.toEqual(first)
  })

  test('keeps inputs and targets together', () => {
    for (const [x, y] of new data.DataLoader(numbers(50), { batchSize: 8, shuffle: true })) {
      expect(Array.from(x.data())).toEqual(Array.from(y.data()))
    }
  })

  test('with a seed is the same on every run, whatever the global state', () => {
    const run = () => {
      const loader = new data.DataLoader(numbers(20), { shuffle: true, seed: 3, batchSize: 6 })
      return [epochOf(loader), epochOf(loader)]
    }
    const first = run()
    manualSeed(99)
    expect(run()).toEqual(first)
    const other = new data.DataLoader(numbers(20), { shuffle: true, seed: 4, batchSize: 6 })
    expect(epochOf(other)).not.toEqual(first[0])
  })

  test('without a seed follows manualSeed', () => {
    const run = () => epochOf(new data.DataLoader(numbers(20), { shuffle: true, batchSize: 6 }))
    manualSeed(7)
    const first = run()
    expect(run()).not.toEqual(first)
    manualSeed(7)
    expect(run()).toEqual(first)
  })

  test('visits every place about equally often', () => {
    const counts = Array.from({ length: 5 }, () => new Array<number>(5).fill(0))
    const loader = new data.DataLoader(numbers(5), { batchSize: 5, shuffle: true, seed: 0 })
    for (let epoch = 0; epoch < 2000; epoch++) {
      for (const [place, value] of epochOf(loader).flat().entries()) (counts[place] as number[])[value]!++
    }
    // 400 each; five standard deviations are 90.
    for (const count of counts.flat()) expect(Math.abs(count - 400)).toBeLessThan(90)
  })
})

describe('taking up an interrupted epoch', () => {
  for (const [name, options] of [
    ['in order', { batchSize: 3 }],
    ['shuffled with a seed', { batchSize: 3, shuffle: true, seed: 11 }],
    ['shuffled by the global state', { batchSize: 3, shuffle: true }],
    ['with a sampler', { batchSize: 3, sampler: [5, 3, 1, 0, 2, 4, 6, 9, 8, 7] }],
  ] as const) {
    test(`${name}: the rest of it and the next epoch are the same`, () => {
      const loader = new data.DataLoader(numbers(10), options)
      epochOf(loader)
      const whole: number[][] = []
      let state: unknown
      let step = 0
      for (const [, y] of loader) {
        whole.push(Array.from(y.data()))
        if (++step === 2) state = JSON.parse(JSON.stringify(loader.stateDict()))
      }
      const resumed = new data.DataLoader(numbers(10), options)
      resumed.loadStateDict(state as data.DataLoaderState)
      expect(resumed.stateDict()).toMatchObject({ epoch: 1, position: 2 })
      expect(epochOf(resumed)).toEqual(whole.slice(2))
      expect(resumed.stateDict()).toMatchObject({ epoch: 2, position: 0 })
      if ('seed' in options) expect(epochOf(resumed)).toEqual(epochOf(loader))
      else expect(epochOf(resumed).flat().length).toBe(10)
    })
  }

  test('asynchronously, with prefetching, counts only what was handed out', async () => {
    const options = { batchSize: 2, shuffle: true, seed: 2, prefetch: 3 }
    const loader = new data.DataLoader(numbers(10), options)
    const expected = epochOf(new data.DataLoader(numbers(10), options))
    for await (const batch of loader) {
      expect(batch.length).toBe(2)
      break
    }
    const state = loader.stateDict()
    expect(state.position).toBe(1)
    const resumed = new data.DataLoader(numbers(10), options)
    resumed.loadStateDict(state)
    const rest: number[][] = []
    for await (const [, y] of resumed) rest.push(Array.from(y.data()))
    expect(rest).toEqual(expected.slice(1))
  })

  test('leaves the global random state alone', () => {
    const loader = new data.DataLoader(numbers(10), { shuffle: true, batchSize: 4 })
    const iterator = loader[Symbol.iterator]()
    iterator.next()
    const state = loader.stateDict()
    manualSeed(5)
    const undisturbed = epochOf(new data.DataLoader(numbers(10), { shuffle: true }))
    manualSeed(5)
    const resumed = new data.DataLoader(numbers(10), { shuffle: true, batchSize: 4 })
    resumed.loadStateDict(state)
    expect(epochOf(resumed).length).toBe(2)
    expect(epochOf(new data.DataLoader(numbers(10), { shuffle: true }))).toEqual(undisturbed)
  })

  test('a loop that was left begins anew', () => {
    const loader = new data.DataLoader(numbers(4), { batchSize: 2 })
    for (const _ of loader) break
    expect(epochOf(loader)).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  test('refuses what is no state', () => {
    const loader = new data.DataLoader(numbers(4))
    for (const state of [{}, null, { epoch: -1, position: 0, generator: { seed: 0, offset: 0 } }]) {
      expect(() => loader.loadStateDict(state as never)).toThrow(/epoch, position/)
    }
  })
})

describe('samplers', () => {
  test('choose the samples and their number', () => {
    const loader = new data.DataLoader(numbers(10), { batchSize: 2, sampler: [9, 9, 0] })
    expect(loader.length).toBe(2)
    expect(epochOf(loader)).toEqual([[9, 9], [0]])
  })

  test('of unknown length leave the loader without one', () => {
    const loader = new data.DataLoader(numbers(10), { sampler: new Set([3, 4]) })
    expect(() => loader.length).toThrow(ValueError)
    expect(epochOf(loader)).toEqual([[3], [4]])
  })

  test('may not ask for what is not there', () => {
    expect(() => epochOf(new data.DataLoader(numbers(3), { sampler: [0, 3] }))).toThrow(IndexError)
    expect(() => epochOf(new data.DataLoader(numbers(3), { sampler: [0.5] }))).toThrow(IndexError)
  })
})

describe('errors', () => {
  test('wrong values and unknown options', () => {
    const make = (options: object) => () => new data.DataLoader(numbers(3), options)
    for (const batchSize of [0, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(make({ batchSize })).toThrow(ValueError)
    }
    expect(make({ prefetch: -1 })).toThrow(ValueError)
    expect(make({ seed: -1 })).toThrow(ValueError)
    expect(make({ shuffle: true, sampler: [0] })).toThrow(ValueError)
    expect(make({ batchSize: '4' })).toThrow(TypeError)
    expect(make({ shuffle: 1 })).toThrow(TypeError)
    expect(make({ sampler: 3 })).toThrow(TypeError)
    expect(make({ collate: [] })).toThrow(TypeError)
    expect(make({ batch_size: 4 })).toThrow(/unknown option 'batch_size'.*batchSize, shuffle/)
    expect(() => new data.DataLoader(3 as never)).toThrow(TypeError)
  })

  test('samples that do not stack are named', () => {
    const ragged = new data.ArrayDataset([Float32Array.of(1, 2), Float32Array.of(1, 2), Float32Array.of(1)])
    const loader = new data.DataLoader(ragged, { batchSize: 3 })
    expect(() => [...loader]).toThrow(ShapeError)
    expect(() => [...loader]).toThrow(/\[2\] at item 2 of the batch/)
    const uneven = new data.ArrayDataset([[1, 2], [3]])
    expect(() => [...new data.DataLoader(uneven, { batchSize: 2 })]).toThrow(/array of 2 at item 1/)
    const texts = new data.ArrayDataset([
      [1, 'a'],
      [2, 'b'],
    ])
    expect(() => [...new data.DataLoader(texts)]).toThrow(/entry 1 of the batch, got 'a'/)
  })
})
