import { full, tensor } from 'grad128'
import { expect, test } from 'vitest'

const MEBIBYTE = 2 ** 20

// In a file of its own: nothing else is in memory that could leave instead.

test('an operand that is most of memory stays while its result finds room', () => {
  const x = full([48 * MEBIBYTE], 1.5)
  const doubled = x.mul(2)
  const numbers = doubled.data()
  for (const i of [0, 1, 2 ** 24 + 1, 48 * MEBIBYTE - 1]) expect(numbers[i]).toBe(3)
  expect(x.sum().item()).toBe(72 * MEBIBYTE)
  for (const t of [x, doubled]) t.dispose()
})

test('JavaScript data beyond the budget for their copies stay while they are computed with', () => {
  const x = tensor(new Float32Array(20 * MEBIBYTE).fill(0.25))
  expect(x.sum().item()).toBe(5 * MEBIBYTE)
  const y = tensor(new Float32Array(20 * MEBIBYTE).fill(0.5))
  expect(x.mul(y).sum().item()).toBe(2.5 * MEBIBYTE)
  for (const t of [x, y]) t.dispose()
})
