import {
  arange,
  backendInfo,
  eye,
  fromTypedArray,
  full,
  linspace,
  memory,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from 'grad128'
import { describe, expect, test } from 'vitest'

describe('tensors of JavaScript data', () => {
  test.each([
    [tensor(3), 'float32', [], 3],
    [tensor([1, 2]), 'float32', [2], [1, 2]],
    [tensor([[1], [2]]), 'float32', [2, 1], [[1], [2]]],
    [tensor([[]]), 'float32', [1, 0], [[]]],
    [tensor([true, false]), 'bool', [2], [true, false]],
    [tensor([true, 2]), 'float32', [2], [1, 2]],
    [tensor(new Int32Array([1, -2])), 'int32', [2], [1, -2]],
    [tensor(new Uint8Array([200])), 'int32', [1], [200]],
    [tensor(new Float64Array([0.1])), 'float32', [1], [Math.fround(0.1)]],
    [tensor(new Uint8Array([0, 1]), { dtype: 'bool' }), 'bool', [2], [false, true]],
    [
      tensor([1, 2, 3, 4], { shape: [2, 2], dtype: 'int32' }),
      'int32',
      [2, 2],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      fromTypedArray(new Float32Array(6), [2, 3]),
      'float32',
      [2, 3],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
  ])('%#', (t, dtype, shape, elements) => {
    expect([t.dtype, t.shape, t.toArray()]).toEqual([dtype, shape, elements])
  })

  test('are copies, in both directions', () => {
    const source = new Float32Array([1, 2])
    const t = tensor(source)
    source[0] = 9
    const copy = t.data()
    copy[1] = 9
    expect(t.toArray()).toEqual([1, 2])
  })
})

describe('made from rules', () => {
  test('filled', () => {
    expect([zeros([2]).toArray(), ones([2], { dtype: 'int32' }).dtype]).toEqual([[0, 0], 'int32'])
    expect([full([2], 0.5).toArray(), full([1], true).dtype, full([], 3).item()]).toEqual([[0.5, 0.5], 'bool', 3])
    const like = tensor(new Int32Array([5, 6]))
    expect([zerosLike(like).dtype, onesLike(like).toArray()]).toEqual(['int32', [1, 1]])
    expect(zeros([0, 3]).size).toBe(0)
  })

  test('counted', () => {
    expect([arange(3).toArray(), arange(3).dtype]).toEqual([[0, 1, 2], 'int32'])
    expect([arange(5, 1, -2).toArray(), arange(0, 1, 0.25).toArray()]).toEqual([
      [5, 3],
      [0, 0.25, 0.5, 0.75],
    ])
    // The last number decides, and 2³¹ is no int32.
    expect([arange(2 ** 31 - 2, 2 ** 31).dtype, arange(2 ** 31 - 1, 2 ** 31 + 1).toArray()]).toEqual([
      'int32',
      [2 ** 31, 2 ** 31],
    ])
    expect([arange(0).dtype, arange(0, 5, 2.5).dtype, arange(0, 2.5).toArray()]).toEqual([
      'int32',
      'float32',
      [0, 1, 2],
    ])
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(linspace(3, 4, 1).toArray()).toEqual([3])
    expect(eye(2, 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ])
  })
})

describe('shown', () => {
  test('as torch shows them', () => {
    expect(
      tensor([
        [1, -2.5],
        [1e6, 0],
      ]).toString(),
    ).toBe('Tensor([[   1.0000,   -2.5000],\n        [1.0000e+6,    0.0000]], shape=[2, 2], dtype=float32)')
    expect(tensor(new Int32Array([1, 20])).toString()).toBe('Tensor([ 1, 20], shape=[2], dtype=int32)')
    expect(tensor(2, { requiresGrad: true }).toString()).toBe('Tensor(2.0000, shape=[], dtype=float32, requiresGrad)')
    expect(zeros([2000]).toString()).toContain('0.0000, …, 0.0000')
  })
})

test('figures about the library', () => {
  const tier = Number.parseInt(process.versions.node, 10) >= 22 ? 'relaxed' : 'simd'
  expect(backendInfo()).toEqual({ tier, tile: '4x8', threads: 1, version: '0.1.0', reasons: [] })
  const { liveTensors, liveBytes, arenaBytes, hostBytes } = memory()
  expect([liveTensors, liveBytes, hostBytes].every(Number.isInteger)).toBe(true)
  expect(arenaBytes).toBeGreaterThanOrEqual(liveBytes)
  const big = tensor(new Float32Array(1_000_000))
  expect(memory().hostBytes - hostBytes).toBe(4_000_000)
  expect(memory().liveBytes).toBe(liveBytes)
  expect(big.size).toBe(1_000_000)
})
