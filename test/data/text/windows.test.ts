import fc from 'fast-check'
import { data, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'
import { holds } from '../../properties/holds.js'

const count = (n: number) => Int32Array.from({ length: n }, (_, i) => i)
const arrays = (source: data.Windows) => Array.from(source, (pair) => pair.map((t) => t.toArray()))

test('continue each row, and predict the next token', () => {
  const source = data.windows(count(14), { steps: 2, batch: 2 })
  expect([source.length, source.rowLength]).toEqual([3, 6])
  expect(arrays(source)).toEqual([
    [[[0, 1], [6, 7]], [[1, 2], [7, 8]]],
    [[[2, 3], [8, 9]], [[3, 4], [9, 10]]],
    [[[4, 5], [10, 11]], [[5, 6], [11, 12]]], // 13 is left over
  ]) // biome-ignore format: as it looks
})

test('begin anew with each iteration, and keep nothing', () => {
  const source = data.windows(tensor(count(5)), { steps: 4 })
  expect(arrays(source)).toEqual(arrays(source))
  expect(arrays(source)).toEqual([[[[0, 1, 2, 3]], [[1, 2, 3, 4]]]])
})

test('the last one is shorter, or left out', () => {
  const shapes = (dropLast: boolean) =>
    Array.from(data.windows(count(22), { steps: 3, batch: 2, dropLast }), ([x]) => x.shape)
  expect(shapes(false)).toEqual([[2, 3], [2, 3], [2, 3], [2, 1]]) // biome-ignore format: as it looks
  expect(shapes(true)).toEqual([[2, 3], [2, 3], [2, 3]]) // biome-ignore format: as it looks
  expect(data.windows(count(22), { steps: 3, batch: 2, dropLast: true }).length).toBe(3)
})

test('with the steps first', () => {
  const [pair] = data.windows([5, 6, 7, 8, 9], { steps: 2, batch: 2, batchFirst: false })
  expect((pair as [Tensor, Tensor]).map((t) => t.toArray())).toEqual([[[5, 7], [6, 8]], [[6, 8], [7, 9]]]) // biome-ignore format: as it looks
})

test('whatever the sizes: rows put together are the stream, but for what is left over', () => {
  const sizes = [fc.integer({ min: 2, max: 200 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 })]
  holds(200, [fc.tuple(...sizes), fc.boolean()], ([n, steps, batch], batchFirst) => {
    fc.pre((n as number) > (batch as number))
    const source = data.windows(count(n as number), { steps: steps as number, batch: batch as number, batchFirst })
    const rows = Array.from({ length: batch as number }, (): number[] => [])
    let windows = 0
    for (const [input, target] of source) {
      windows++
      const [x, y] = [input, target].map((t) => (batchFirst ? t : t.transpose(0, 1)).toArray() as number[][])
      expect(x?.map((row) => row.map((token) => token + 1))).toEqual(y)
      for (const [r, row] of (x ?? []).entries()) rows[r]?.push(...row)
    }
    expect(windows).toBe(source.length)
    expect(rows.flat()).toEqual(Array.from(count((n as number) - 1 - (((n as number) - 1) % (batch as number)))))
  })
})
