import { cat, tensor } from 'grad128'
import { expect, test } from 'vitest'

const MEBIBYTE = 2 ** 20
const SIZE = 15 * MEBIBYTE

// In a file of its own, and once: nothing else is in memory that could leave instead, and the next time there is room.
const all = cat([1, 2, 3].map((value) => tensor(new Float32Array(SIZE).fill(value)))).data()

test('a result that is written part by part has all of them, though it leaves for want of room in between', () => {
  for (const i of [0, 1, 2]) expect([all[i * SIZE], all[(i + 1) * SIZE - 1]]).toEqual([i + 1, i + 1])
})
