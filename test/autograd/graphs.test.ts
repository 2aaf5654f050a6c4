import { type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number[] | number[][]) => tensor(data, { requiresGrad: true })
const gradientOf = (t: Tensor) => t.grad?.toArray()

describe('graphs', () => {
  test('100,000 operations in a row overflow no stack', () => {
    const x = trained([1])
    let y: Tensor = x
    for (let i = 0; i < 50_000; i++) y = y.add(1).mul(1)
    expect(y.item()).toBe(50_001)
    y.backward()
    expect(gradientOf(x)).toEqual([1])
  })

  test('10,000 graphs joined one by one', () => {
    const leaves = Array.from({ length: 10_000 }, (_, i) => trained([i]))
    leaves
      .map((x) => x.mul(2))
      .reduce((a, b) => a.add(b))
      .backward()
    expect(leaves.every((x) => x.grad!.item() === 2)).toBe(true)
  })

  test('a tensor on both sides', () => {
    const x = trained([2, 3])
    x.mul(x).sum().backward()
    expect(gradientOf(x)).toEqual([4, 6])
    x.grad = null
    x.sub(x).add(x.div(x)).sum().backward()
    expect(gradientOf(x)).toEqual([0, 0])
  })

  test('a diamond', () => {
    const x = trained([2])
    const h = x.square()
    const left = h.mul(3)
    const right = h.square()
    left.mul(right).backward()
    // 3·x⁶
    expect(gradientOf(x)).toEqual([18 * 2 ** 5])
  })

  test('diamonds in a row: the work does not double with each', () => {
    const x = trained([1])
    let y: Tensor = x
    for (let i = 0; i < 100; i++) y = y.mul(0.5).add(y.mul(0.5))
    y.backward()
    expect(gradientOf(x)).toEqual([1])
  })

  test('paths of different lengths meet before the shared part goes on', () => {
    const x = trained([3])
    const a = x.mul(2)
    const b = a.mul(5).mul(7)
    a.add(b).square().backward()
    // (72·x)²
    expect(gradientOf(x)).toEqual([2 * 72 * 72 * 3])
  })

  test('one operation with several results', () => {
    const x = trained([
      [1, 5],
      [7, 2],
    ])
    const { values, indices } = x.max({ dim: 1 })
    values
      .mul(tensor([10, 100]))
      .sum()
      .backward()
    expect([gradientOf(x), indices.toArray(), indices.requiresGrad]).toEqual([
      [
        [0, 10],
        [100, 0],
      ],
      [1, 0],
      false,
    ])
  })

  test('ties: max shares the gradient over everything, gives it to the first along a dimension', () => {
    const x = trained([
      [4, 4],
      [1, 4],
    ])
    x.max().backward()
    expect(gradientOf(x)!.toString()).toBe([1 / 3, 1 / 3, 0, 1 / 3].map(Math.fround).toString())
    x.grad = null
    x.max({ dim: 1 }).values.sum().backward()
    expect(gradientOf(x)).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('transpositions that were never carried out, on either side and twice over', () => {
    const a = trained([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const b = trained([
      [1, 0, 2],
      [0, 1, 1],
    ])
    a.transpose(0, 1)
      .matmul(b)
      .mul(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ]),
      )
      .sum()
      .backward()
    // torch: (a.T @ b * c).sum().backward()
    expect(gradientOf(a)).toEqual([
      [7, 16, 25],
      [5, 11, 17],
    ])
    expect(gradientOf(b)).toEqual([
      [30, 36, 42],
      [66, 81, 96],
    ])
    a.grad = null
    a.transpose(0, 1).transpose(0, 1).mul(a).sum().backward()
    expect(gradientOf(a)).toEqual([
      [2, 4, 6],
      [8, 10, 12],
    ])
  })

  test('a loss that nobody differentiates leaves the others alone', () => {
    const x = trained([2])
    const h = x.square()
    h.mul(1000)
    h.exp()
    h.mul(3).backward()
    expect(gradientOf(x)).toEqual([12])
  })
})
