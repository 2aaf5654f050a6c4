import fc from 'fast-check'
import { arange, data, manualSeed, type Tensor } from 'grad128'
import { beforeEach, describe, expect, test } from 'vitest'
import { holds } from '../../properties/holds.js'

const { BucketSampler, DataLoader, TensorDataset } = data
const lengths = Array.from({ length: 103 }, (_, i) => (i * 37) % 50)
const dataset = new TensorDataset(arange(103))
const batchesOf = (source: Iterable<ArrayLike<number>>) => Array.from(source, (batch) => Array.from(batch))
const epochOf = (loader: Iterable<readonly Tensor[]>) => Array.from(loader, ([x]) => Array.from((x as Tensor).data()))
const numbers = (batches: number[][]) => batches.flat().sort((a, b) => a - b)
/** Steps that padding adds. */
const waste = (batches: number[][]) =>
  batches.reduce((sum, batch) => {
    const own = batch.map((i) => lengths[i] as number)
    return sum + own.reduce((rest, length) => rest + Math.max(...own) - length, 0)
  }, 0)

beforeEach(() => manualSeed(1))

describe('buckets', () => {
  test('take every sample once, whatever the settings', () => {
    const settings = fc.record({
      batchSize: fc.integer({ min: 1, max: 9 }),
      bucketBatches: fc.integer({ min: 1, max: 4 }),
      shuffle: fc.boolean(),
      dropLast: fc.boolean(),
      seed: fc.nat(),
    })
    holds(150, [fc.array(fc.nat({ max: 20 })), settings], (given, options) => {
      const sampler = new BucketSampler(given, options)
      const batches = batchesOf(sampler)
      expect(batches.length).toBe(sampler.length)
      const whole = given.length - (options.dropLast ? given.length % options.batchSize : 0)
      expect(numbers(batches).length).toBe(whole)
      expect(new Set(batches.flat()).size).toBe(whole)
      for (const batch of batches) {
        const own = batch.map((i) => given[i] as number)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
      expect(batches.filter(({ length }) => length !== options.batchSize).length).toBeLessThanOrEqual(1)
    })
  })

  test('pad far less than batches at random do', () => {
    const sampler = new BucketSampler(lengths, { batchSize: 8, seed: 3 })
    const random = batchesOf(new BucketSampler(lengths, { batchSize: 8, seed: 3, bucketBatches: 1 }))
    expect(waste(batchesOf(sampler))).toBeLessThan(waste(random) / 4)
  })

  test('come in no order of length', () => {
    const whole = batchesOf(new BucketSampler(lengths, { batchSize: 8, seed: 3 })).filter(({ length }) => length === 8)
    const shortest = whole.map(([first]) => lengths[first as number] as number)
    expect(shortest).not.toEqual([...shortest].sort((a, b) => a - b))
  })

  test('are divided anew each epoch, the same way by the same seed', () => {
    const [a, b] = [1, 1].map((seed) => new BucketSampler(lengths, { batchSize: 8, seed }))
    const [first, second] = [batchesOf(a as never), batchesOf(a as never)]
    expect(second).not.toEqual(first)
    expect([batchesOf(b as never), batchesOf(b as never)]).toEqual([first, second])
    expect(batchesOf(new BucketSampler(lengths, { batchSize: 8, seed: 2 }))).not.toEqual(first)
  })

  test('in order of length without shuffling', () => {
    const order = batchesOf(new BucketSampler([3, 1, 2, 1], { batchSize: 2, shuffle: false }))
    expect(order).toEqual([[1, 3], [2, 0]]) // biome-ignore format: as it looks
  })

  test('do not follow what becomes of the lengths', () => {
    const own = [3, 1, 2]
    const sampler = new BucketSampler(own, { batchSize: 3, shuffle: false })
    own.fill(0)
    expect(batchesOf(sampler)).toEqual([[1, 2, 0]])
  })
})

describe('a batch sampler', () => {
  test('decides which samples a loader takes together', () => {
    const loader = new DataLoader(dataset, { batchSampler: [[3, 1], [2], new Int32Array([0, 0])] })
    expect(loader.length).toBe(3)
    expect(epochOf(loader)).toEqual([[3, 1], [2], [0, 0]])
    expect(epochOf(loader)).toEqual([[3, 1], [2], [0, 0]])
  })

  test('of buckets is drawn anew each epoch, by its own seed, the loader’s or the global one', async () => {
    const batchSampler = () => new BucketSampler(lengths, { batchSize: 8, seed: 5 })
    const expected = batchSampler()
    const loader = new DataLoader(dataset, { batchSampler: batchSampler() })
    expect(loader.length).toBe(13)
    for (let epoch = 0; epoch < 2; epoch++) expect(epochOf(loader)).toEqual(batchesOf(expected))
    const seeded = () =>
      new DataLoader(dataset, { batchSampler: new BucketSampler(lengths, { batchSize: 8 }), seed: 5 })
    expect(epochOf(seeded())).toEqual(batchesOf(batchSampler()))
    const asynchronous: number[][] = []
    for await (const [x] of seeded()) asynchronous.push(Array.from((x as Tensor).data()))
    expect(asynchronous).toEqual(batchesOf(batchSampler()))
    const global = () => {
      manualSeed(9)
      return epochOf(new DataLoader(dataset, { batchSampler: new BucketSampler(lengths, { batchSize: 8 }) }))
    }
    expect(global()).toEqual(global())
  })

  test.each([
    ['its own seed', { seed: 5 }, {}],
    ['the loader’s seed', {}, { seed: 5 }],
    ['the global random state', {}, {}],
  ])('of buckets continues an interrupted epoch exactly, by %s', (_, own, more) => {
    const make = () =>
      new DataLoader(dataset, { batchSampler: new BucketSampler(lengths, { batchSize: 8, ...own }), ...more })
    const loader = make()
    epochOf(loader)
    const handedOut: number[][] = []
    let state = loader.stateDict()
    for (const [x] of loader) {
      handedOut.push(Array.from((x as Tensor).data()))
      if (handedOut.length === 5) state = JSON.parse(JSON.stringify(loader.stateDict()))
    }
    const again = make()
    again.loadStateDict(state)
    expect(epochOf(again)).toEqual(handedOut.slice(5))
  })

  test('that names samples which are not there is refused before they are asked for', () => {
    const loader = new DataLoader(dataset, { batchSampler: [[0], [1, 103]] })
    expect(() => epochOf(loader)).toThrow('DataLoader.batchSampler: expected a whole number from 0 to 102, got 103')
    const flat = new DataLoader(dataset, { batchSampler: [1, 2] as never })
    expect(() => epochOf(flat)).toThrow('DataLoader.batchSampler: expected arrays of sample numbers, got 1')
  })

  test('of unknown length makes a loader of unknown length', () => {
    const loader = new DataLoader(dataset, { batchSampler: new Set([[1], [2]]) })
    expect(() => loader.length).toThrow('DataLoader.length')
    expect(epochOf(loader)).toEqual([[1], [2]])
  })
})
