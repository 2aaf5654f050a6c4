import { cat, tensor } from 'grad128'
import { expect, test } from 'vitest'

const MEBIBYTE = 2 ** 20

// In a file of its own: nothing else is in memory that could leave instead.

test('a result that is written part by part has all of them, though it leaves for want of room in between', () => {
  const size = 15 * MEBIBYTE
  const all = cat([1, 2, 3].map((value) => tensor(new Float32Array(size).fill(value)))).data()
  for (const i of [0, 1, 2]) expect([all[i * size], all[(i + 1) * size - 1]]).toEqual([i + 1, i + 1])
})
