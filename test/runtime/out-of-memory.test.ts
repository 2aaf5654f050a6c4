import { eye, full, memory, OutOfMemoryError, ones, rand, ShapeError, type Tensor, tensor, zeros } from 'grad128'
import { beforeAll, expect, test } from 'vitest'

const GIBIBYTE = 2 ** 30
const LIMIT = 4 * GIBIBYTE - 65_536
const real = tensor([1, 2])
const long = (n: number) => zeros([n, 1])
const column = long(70_000)
const row = column.reshape([1, 70_000])

beforeAll(() => {
  real.add(1) // the core is running
})

/** Beyond what 32-bit addresses could count: a matter of the shape. */
const absurd: Record<string, () => unknown> = {
  'zeros([65536, 65536])': () => zeros([65_536, 65_536]),
  'zeros([2 ** 53])': () => zeros([2 ** 53]),
  'ones([2 ** 32])': () => ones([2 ** 32]),
  'zeros of more than safe integers can count': () => zeros([2 ** 30, 2 ** 30, 2 ** 30]),
  'rand([1e6, 1e6])': () => rand([1e6, 1e6]),
  'eye(70000)': () => eye(70_000),
  'expand to 10¹² elements': () => tensor([1]).expand([1e6, 1e6]),
  'an outer sum of 4.9·10⁹': () => column.add(row),
  'an outer product of 4.9·10⁹': () => column.matmul(row),
  'a size that is no whole number': () => zeros([1.5]),
  'a negative size': () => zeros([-1]),
  'NaN and infinity': () => [zeros([Number.NaN]), zeros([Number.POSITIVE_INFINITY])],
}

/** A shape that counts, whose bytes no memory of this kind holds. */
const tooLarge: Record<string, [number, () => unknown]> = {
  'zeros([2 ** 31])': [2 ** 33, () => zeros([2 ** 31])],
  'full([2 ** 30 + 1])': [2 ** 32 + 4, () => full([2 ** 30 + 1], 3)],
  'rand([2 ** 32 - 1])': [(2 ** 32 - 1) * 4, () => rand([2 ** 32 - 1])],
  'eye(40000)': [6.4e9, () => eye(40_000)],
  'int32 zeros([40000, 40000])': [6.4e9, () => zeros([40_000, 40_000], { dtype: 'int32' })],
  'expand to 2 ** 31': [2 ** 33, () => real.expand([2 ** 30, 2])],
  'an outer product of 1.6·10⁹': [6.4e9, () => long(40_000).matmul(long(40_000).reshape([1, 40_000]))],
}

// Room for all operands, so that what is asked for decides alone whether memory grows.
full([4_000_000], 0).dispose()

/** Nothing was taken, and everything works. */
function expectUntouched(before: ReturnType<typeof memory>, spare = 0): void {
  const after = memory()
  expect(after.arenaBytes).toBe(before.arenaBytes)
  expect(after.liveBytes - before.liveBytes).toBeLessThanOrEqual(spare)
  expect(real.add(1).toArray()).toEqual([2, 3])
}

test.each(Object.entries(absurd))('%s is a ShapeError', (_, make) => {
  const before = memory()
  expect(make).toThrow(ShapeError)
  expectUntouched(before)
})

test.each(Object.entries(tooLarge))('%s is an OutOfMemoryError', (_, [bytes, make]) => {
  const before = memory()
  let error: unknown
  try {
    make()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(OutOfMemoryError)
  const { requestedBytes, limitBytes, code, message } = error as OutOfMemoryError
  expect([requestedBytes, limitBytes, code]).toEqual([bytes, LIMIT, 'OUT_OF_MEMORY'])
  expect(message).toContain(`expected room for ${bytes} bytes`)
  expect(message).toMatch(/Use smaller batches, release .* dispose\(\) or scope\(\), or split the work$/)
  expectUntouched(before, 2 * 40_000 * 4)
})

test('reachable tensors neither move nor change when something too large is asked for', () => {
  const held: Tensor[] = Array.from({ length: 10 }, (_, i) => full([1000], i))
  const before = memory()
  for (let i = 0; i < 100; i++) expect(() => zeros([2 ** 31])).toThrow(OutOfMemoryError)
  expect(memory()).toEqual(before)
  for (const [i, t] of held.entries()) expect(t.data().every((v) => v === i)).toBe(true)
})
