import { arange, backendInfo, configure, Generator, manualSeed, ones, rand, type Tensor, tensor, zeros } from 'grad128'
import * as double from 'grad128/float64'
import { describe, expect, test } from 'vitest'

describe('read', () => {
  test('item, data and toArray by element type', () => {
    const [real, whole, truth] = [tensor([0.5, -1]), tensor(new Int32Array([3, -4])), tensor([true, false])]
    expect([real, whole, truth].map((t) => t.data())).toEqual([
      new Float32Array([0.5, -1]),
      new Int32Array([3, -4]),
      new Uint8Array([1, 0]),
    ])
    expect([real, whole, truth].map((t) => t.toArray())).toEqual([
      [0.5, -1],
      [3, -4],
      [true, false],
    ])
    expect([tensor([[7]]).item(), tensor(true).item(), tensor(-2, { dtype: 'int32' }).item()]).toEqual([7, 1, -2])
    expect(double.tensor([0.1]).data()).toEqual(new Float64Array([0.1]))
  })

  test('of no dimensions, and of no elements', () => {
    expect([tensor(2).toArray(), tensor(true).toArray(), tensor(2).ndim, tensor(2).size]).toEqual([2, true, 0, 1])
    expect([zeros([0]).toArray(), zeros([2, 0]).toArray(), zeros([0, 2]).toArray()]).toEqual([[], [[], []], []])
    expect(zeros([2, 0]).data()).toHaveLength(0)
    expect(zeros([0]).sum().item()).toBe(0)
  })

  test('a transposition is read in its own order', () => {
    const t = arange(6).reshape([2, 3]).transpose(0, 1)
    expect([...t.data()]).toEqual([0, 3, 1, 4, 2, 5])
    expect(t.toArray()).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ])
  })

  test('not a number and infinities survive', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]
    expect(tensor(values).mul(1).toArray()).toEqual(values)
  })
})

describe('shown', () => {
  test.each<[string, () => Tensor, string]>([
    ['a number', () => tensor(-0.5), 'Tensor(-0.5000, shape=[], dtype=float32)'],
    ['truth values', () => tensor([true, false]), 'Tensor([ true, false], shape=[2], dtype=bool)'],
    ['nothing', () => zeros([0, 3]), 'Tensor([], shape=[0, 3], dtype=float32)'],
    ['no numbers', () => tensor([Number.NaN, 1]), 'Tensor([   NaN, 1.0000], shape=[2], dtype=float32)'],
    [
      'a result',
      () => tensor([1], { requiresGrad: true }).mul(2),
      'Tensor([2.0000], shape=[1], dtype=float32, from mul)',
    ],
    [
      'three dimensions',
      () => arange(8).reshape([2, 2, 2]),
      'Tensor([[[0, 1],\n         [2, 3]],\n\n        [[4, 5],\n         [6, 7]]], shape=[2, 2, 2], dtype=int32)',
    ],
    [
      'many elements',
      () => arange(2000).reshape([2, 1000]),
      'Tensor([[   0,    1,    2, …,  997,  998,  999],\n        [1000, 1001, 1002, …, 1997, 1998, 1999]], shape=[2, 1000], dtype=int32)',
    ],
  ])('%s', (_, make, expected) => {
    expect(make().toString()).toBe(expected)
    expect(`${make()}`).toBe(expected)
  })

  test('a released one says so', () => {
    const t = ones([2])
    t.dispose()
    t.dispose()
    expect(t.toString()).toBe('Tensor(released, shape=[2], dtype=float32)')
  })
})

describe('copyFrom', () => {
  test('takes a tensor of the same or another type, or a typed array', () => {
    const t = zeros([2, 2])
    expect(t.copyFrom(tensor([1, 2, 3, 4]))).toBe(t)
    expect(t.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect([...t.copyFrom(tensor(new Int32Array([5, 6, 7, 8]))).data()]).toEqual([5, 6, 7, 8])
    expect([...t.copyFrom(new Float64Array([0.5, 1, 1.5, 2])).data()]).toEqual([0.5, 1, 1.5, 2])
    const whole = tensor(new Int32Array([1, 2]))
    expect(() => whole.copyFrom(new Float32Array([0.5, 1]))).toThrow(/got 0.5 at position 0/)
    expect([...whole.data()], 'unchanged').toEqual([1, 2])
  })

  test('is seen by whoever shares the memory, and by no copy', () => {
    const t = ones([4])
    const [shape, cut, copy] = [t.reshape([2, 2]), t.detach(), t.clone()]
    t.copyFrom(new Float32Array([1, 2, 3, 4]))
    expect([[...shape.data()], [...cut.data()], [...copy.data()]]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 1, 1, 1],
    ])
  })

  test('reads a transposition, even its own', () => {
    const square = tensor([
      [1, 2],
      [3, 4],
    ])
    square.copyFrom(square.transpose(0, 1))
    expect(square.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  test('a transposition follows its base', () => {
    const base = tensor([
      [1, 2],
      [3, 4],
    ])
    const flipped = base.transpose(0, 1)
    expect([...flipped.data()]).toEqual([1, 3, 2, 4])
    base.copyFrom(new Float32Array([5, 6, 7, 8]))
    expect([...flipped.data()]).toEqual([5, 7, 6, 8])
  })
})

describe('settings', () => {
  test('the seed can be configured at any time', () => {
    configure({ seed: 5 })
    const first = rand([3]).data()
    manualSeed(5)
    expect(rand([3]).data()).toEqual(first)
  })

  test('the core tells what it is, as a copy', () => {
    const info = backendInfo()
    info.reasons.push('changed')
    expect(backendInfo().reasons).toEqual([])
    expect(double.backendInfo().tier).toBe('float64')
  })

  test('a generator counts blocks of four words', () => {
    const generator = new Generator(2 ** 53 - 1)
    generator.take(5)
    expect(generator.state).toEqual({ seed: 2 ** 53 - 1, offset: 2 })
    expect([...new Generator(3).permutation(6)].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })
})
