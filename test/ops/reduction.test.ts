import { tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

describe('sums of many columns', () => {
  // More columns than are summed together; whole numbers below 2²⁴, whose sums are exact.
  const [rows, columns] = [5, 2500]
  const at = (row: number, column: number) => (row + 1) * ((column * 7) % 1009)
  const x = tensor(
    Float32Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns)),
    { shape: [rows, columns] },
  )

  test('are each their own', () => {
    const expected = Array.from({ length: columns }, (_, column) => 15 * at(0, column))
    expect(x.sum({ dim: 0 }).toArray()).toEqual(expected)
    expect(x.reshape([1, rows, columns]).sum({ dim: 1 }).toArray()).toEqual([expected])
    expect(x.mean({ dim: 0, keepdim: true }).toArray()).toEqual([expected.map((sum) => sum / rows)])
  })
})

test('logsumexp has the gradient softmax where some elements are −∞, and 0 where all are', () => {
  const nothing = Number.NEGATIVE_INFINITY
  const x = tensor(
    [
      [nothing, 2, nothing],
      [nothing, nothing, nothing],
      [0, nothing, 0],
    ],
    { requiresGrad: true },
  )
  const y = x.logsumexp({ dim: 1 })
  expect(y.toArray()).toEqual([2, nothing, Math.fround(Math.LN2)])
  y.sum().backward()
  expect(x.grad?.toArray()).toEqual([
    [0, 1, 0],
    [0, 0, 0],
    [expect.closeTo(0.5, 6), 0, expect.closeTo(0.5, 6)],
  ])
})
