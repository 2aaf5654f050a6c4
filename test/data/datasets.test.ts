import { data, IndexError, manualSeed, ShapeError, type Tensor, tensor, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'

const letters = new data.ArrayDataset(['a', 'b', 'c', 'd', 'e'])
const all = <Item>(dataset: data.Dataset<Item>) => Array.from({ length: dataset.length }, (_, i) => dataset.get(i))

describe('TensorDataset', () => {
  test('gives rows', () => {
    const dataset = new data.TensorDataset(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([7, 8], { dtype: 'int32' }),
    )
    expect(dataset.length).toBe(2)
    const [x, y] = dataset.get(1)
    expect(x.toArray()).toEqual([3, 4])
    expect([y.shape, y.dtype, y.item()]).toEqual([[], 'int32', 8])
  })

  test('gives batches of any rows: side by side, with gaps, backwards, twice', () => {
    const dataset = new data.TensorDataset(
      tensor([
        [0, 1],
        [10, 11],
        [20, 21],
        [30, 31],
        [40, 41],
      ]),
    )
    for (const rows of [[1, 2, 3], [0, 2, 4], [0, 1, 3], [4, 3], [2, 2], [3], []]) {
      const [batch] = dataset.getBatch(Int32Array.from(rows)) as [Tensor]
      expect(batch.shape).toEqual([rows.length, 2])
      expect(batch.toArray()).toEqual(rows.map((row) => [10 * row, 10 * row + 1]))
    }
  })

  test('keeps what the tensors held when it was made', () => {
    const x = tensor([1, 2])
    const dataset = new data.TensorDataset(x)
    x.copyFrom(tensor([5, 6]))
    expect(dataset.get(0)[0].item()).toBe(1)
    x.dispose()
    expect(dataset.get(1)[0].item()).toBe(2)
  })

  test('refuses what does not fit', () => {
    expect(() => new data.TensorDataset(tensor([1, 2]), tensor([1]))).toThrow(ShapeError)
    expect(() => new data.TensorDataset(tensor(1))).toThrow(ShapeError)
    expect(() => new data.TensorDataset()).toThrow(ValueError)
    expect(() => new data.TensorDataset([1] as never)).toThrow(TypeError)
    expect(() => new data.TensorDataset(tensor([1])).get(1)).toThrow(IndexError)
  })

  test('a subclass with a get of its own is asked for every sample', () => {
    class Doubled extends data.TensorDataset<[Tensor]> {
      override get(i: number): [Tensor] {
        return [super.get(i)[0].mul(2)]
      }
    }
    const loader = new data.DataLoader(new Doubled(tensor([1, 2, 3])), { batchSize: 3 })
    expect([...loader].map(([x]) => x.toArray())).toEqual([[2, 4, 6]])
  })
})

describe('ArrayDataset', () => {
  test('gives elements of one array and tuples of several', () => {
    expect(all(letters)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(all(new data.ArrayDataset([1, 2], Int32Array.of(3, 4)))).toEqual([
      [1, 3],
      [2, 4],
    ])
    expect(() => new data.ArrayDataset([1, 2], [3])).toThrow(ShapeError)
    expect(() => letters.get(5)).toThrow(IndexError)
    expect(() => letters.get(-1)).toThrow(IndexError)
    expect(() => new data.ArrayDataset('abc' as never)).toThrow(TypeError)
  })
})

describe('default collate', () => {
  const only = <Item>(items: Item[]) => {
    const [batch] = [...new data.DataLoader(new data.ArrayDataset(items), { batchSize: items.length })]
    return batch as data.Collated<Item>
  }

  test('stacks numbers, booleans, typed arrays, tensors and nested arrays', () => {
    const single = only([1, 2, 3]) as Tensor
    expect([single.shape, single.dtype]).toEqual([[3], 'float32'])
    const [a, b, c, d, e] = only([
      [true, Float32Array.of(1, 2), Int32Array.of(5), tensor([[1], [2]]), [[1, 2, 3]]],
      [false, Float32Array.of(3, 4), Int32Array.of(6), tensor([[3], [4]]), [[4, 5, 6]]],
    ]) as Tensor[]
    expect([a, b, c, d, e].map((t) => t?.shape)).toEqual([[2], [2, 2], [2, 1], [2, 2, 1], [2, 1, 3]])
    expect([a, b, c, d, e].map((t) => t?.dtype)).toEqual(['bool', 'float32', 'int32', 'float32', 'float32'])
    expect(b?.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(e?.toArray()).toEqual([[[1, 2, 3]], [[4, 5, 6]]])
  })

  test('is replaced by a function', () => {
    const loader = new data.DataLoader(letters, { batchSize: 2, collate: (items: string[]) => items.join('') })
    expect([...loader]).toEqual(['ab', 'cd', 'e'])
  })
})

describe('Subset, ConcatDataset, randomSplit', () => {
  test('Subset chooses', () => {
    const subset = new data.Subset(letters, [4, 0, 0])
    expect(all(subset)).toEqual(['e', 'a', 'a'])
    expect(all(new data.Subset(subset, [1]))).toEqual(['a'])
    expect(() => new data.Subset(letters, [5])).toThrow(IndexError)
    expect(() => subset.get(3)).toThrow(IndexError)
  })

  test('Subset of tensors gathers their rows', () => {
    const dataset = new data.TensorDataset(
      tensor([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    )
    const loader = new data.DataLoader(new data.Subset(dataset, [3, 1]), { batchSize: 2 })
    expect([...loader].map(([x]) => x.toArray())).toEqual([
      [
        [3, 3],
        [1, 1],
      ],
    ])
  })

  test('ConcatDataset joins, also with empty parts', () => {
    const joined = new data.ConcatDataset([new data.Subset(letters, []), letters, new data.Subset(letters, [2])])
    expect(all(joined)).toEqual(['a', 'b', 'c', 'd', 'e', 'c'])
    expect(() => joined.get(6)).toThrow(IndexError)
    expect(() => new data.ConcatDataset([])).toThrow(ValueError)
  })

  test('randomSplit divides without overlap, the same with one seed', () => {
    const numbers = new data.ArrayDataset(Array.from({ length: 100 }, (_, i) => i))
    const [train, test] = data.randomSplit(numbers, [70, 30], { seed: 4 })
    const [first, second] = [all(train!), all(test!)]
    expect([first.length, second.length]).toEqual([70, 30])
    expect(new Set([...first, ...second]).size).toBe(100)
    expect(first).not.toEqual([...first].sort((a, b) => Number(a) - Number(b)))
    expect(all(data.randomSplit(numbers, [70, 30], { seed: 4 })[0]!)).toEqual(first)
    manualSeed(1)
    const byState = all(data.randomSplit(numbers, [70, 30])[0]!)
    manualSeed(1)
    expect(all(data.randomSplit(numbers, [70, 30])[0]!)).toEqual(byState)
  })

  test('randomSplit takes fractions as torch does: what is left goes to the first parts', () => {
    const ten = new data.ArrayDataset(new Array<number>(10).fill(0))
    expect(data.randomSplit(ten, [0.33, 0.33, 0.34]).map((part) => part.length)).toEqual([4, 3, 3])
    expect(data.randomSplit(ten, [0.8, 0.2]).map((part) => part.length)).toEqual([8, 2])
  })

  test('randomSplit refuses lengths that do not add up', () => {
    expect(() => data.randomSplit(letters, [2, 2])).toThrow(ValueError)
    expect(() => data.randomSplit(letters, [6, -1])).toThrow(ValueError)
    expect(() => data.randomSplit(letters, [0.5, 0.6])).toThrow(ValueError)
    expect(() => data.randomSplit(letters, [2, 3], { sed: 1 } as never)).toThrow(/unknown option 'sed'/)
  })
})

describe('samples that come one after the other', () => {
  function* count(n: number) {
    for (let i = 0; i < n; i++) yield i
  }

  test('are batched, anew for every epoch', () => {
    const loader = new data.DataLoader(new data.IterableDataset(() => count(5)), { batchSize: 2 })
    const run = () => [...loader].map((x) => (x as Tensor).toArray())
    expect(run()).toEqual([[0, 1], [2, 3], [4]])
    expect(run()).toEqual([[0, 1], [2, 3], [4]])
    expect(() => loader.length).toThrow(ValueError)
  })

  test('also from a subclass with an iterator of its own, synchronously or not', async () => {
    class Three extends data.IterableDataset<number> {
      override *[Symbol.iterator]() {
        yield* count(3)
      }
    }
    const loader = new data.DataLoader(new Three(), { batchSize: 2, dropLast: true })
    expect([...loader].map((x) => (x as Tensor).toArray())).toEqual([[0, 1]])
    const seen: unknown[] = []
    for await (const x of loader) seen.push((x as Tensor).toArray())
    expect(seen).toEqual([[0, 1]])
  })

  test('asynchronous ones need for await', async () => {
    async function* later() {
      yield* count(3)
    }
    const loader = new data.DataLoader(new data.IterableDataset(later), { batchSize: 2 })
    expect(() => [...loader]).toThrow(/for await/)
    const seen: unknown[] = []
    for await (const x of loader) seen.push((x as Tensor).toArray())
    expect(seen).toEqual([[0, 1], [2]])
  })

  test('cannot be shuffled or sampled', () => {
    const dataset = new data.IterableDataset(() => count(5))
    expect(() => new data.DataLoader(dataset, { shuffle: true })).toThrow(ValueError)
    expect(() => new data.DataLoader(dataset, { sampler: [1] })).toThrow(ValueError)
    expect(() => new data.IterableDataset(5 as never)).toThrow(TypeError)
    expect(() => [...new data.IterableDataset((() => 5) as never)]).toThrow(TypeError)
  })
})

describe('samples that are promises', () => {
  class Slow extends data.Dataset<number> {
    readonly length = 6
    readonly asked: number[] = []
    async get(i: number): Promise<number> {
      this.asked.push(i)
      if (i === 5) throw new Error('sample 5 is broken')
      return i * 10
    }
  }

  test('arrive with for await, and are asked for ahead', async () => {
    const slow = new Slow()
    const loader = new data.DataLoader(slow, { batchSize: 2, prefetch: 1 })
    const askedAt: number[] = []
    const seen: unknown[] = []
    const run = async () => {
      for await (const x of loader) {
        seen.push((x as Tensor).toArray())
        askedAt.push(slow.asked.length)
      }
    }
    await expect(run()).rejects.toThrow('sample 5 is broken')
    expect(seen).toEqual([
      [0, 10],
      [20, 30],
    ])
    expect(askedAt).toEqual([4, 6])
  })

  test('are refused in a synchronous loop', () => {
    expect(() => [...new data.DataLoader(new Slow())]).toThrow(/for await/)
  })
})
