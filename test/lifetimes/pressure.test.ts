import { full, memory, nn, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'

const MEBIBYTE = 2 ** 20
/** Where memory starts to move tensors out instead of growing. */
const SOFT_LIMIT = 256 * MEBIBYTE
/** It grows by a quarter at a time, so it may end that much beyond. */
const REACHED = 1.25 * SOFT_LIMIT

/** Reachable tensors of 4 MiB, made by the core, so that no JavaScript data stands behind them. */
const blocks = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => full([1024, 1024], first + i + 0.5))

function expectEvery(t: Tensor, value: number): void {
  const numbers = t.data()
  expect(numbers.length).toBe(1024 * 1024)
  expect(numbers.every((v) => v === value)).toBe(true)
}

// The first test of this file: memory is as small as it will ever be.
test('a loop that forgets noGrad stays bounded', () => {
  const model = new nn.Sequential(new nn.Linear(64, 128), new nn.Tanh(), new nn.Linear(128, 10))
  const x = tensor(
    Float32Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i)),
    { shape: [64, 64] },
  )
  const expected = model.forward(x).data()
  let last: Tensor | undefined
  // About 67 KiB a turn, 1.3 GiB in all, of which nothing is ever consumed.
  for (let i = 0; i < 20_000; i++) last = model.forward(x)
  expect(last!.data()).toEqual(expected)
  expect(memory().arenaBytes).toBeLessThanOrEqual(REACHED)
})

test('a saved tensor that moved out comes back for its backward pass', () => {
  const w = tensor(
    Float32Array.from({ length: MEBIBYTE }, (_, i) => (i % 7) / 8),
    { requiresGrad: true },
  )
  const y = w.exp()
  const loss = y.mul(2).sum()
  const others = blocks(80)
  expect(memory().arenaBytes, 'not everything fits').toBeLessThanOrEqual(REACHED)
  loss.backward()
  const gradient = w.grad!.data()
  const exponentials = y.data()
  expect(gradient.every((g, i) => g === 2 * exponentials[i]!)).toBe(true)
  for (const i of [0, 1, 6, MEBIBYTE - 1]) expect(gradient[i]!).toBeCloseTo(2 * Math.exp((i % 7) / 8), 5)
  for (const [i, t] of others.entries()) expectEvery(t, i + 0.5)
})

test('400 MiB of reachable tensors come back unchanged, by reading and by computing', () => {
  const tensors = blocks(100)
  for (const [i, t] of tensors.entries()) expectEvery(t, i + 0.5)
  for (const [i, t] of tensors.entries()) expect(t.mean().item()).toBe(i + 0.5)
  for (const [i, t] of tensors.entries())
    expect(
      t
        .add(tensors[99 - i]!)
        .max()
        .item(),
    ).toBe(100)
  for (const [i, t] of tensors.entries()) expectEvery(t, i + 0.5)
  expect(memory().arenaBytes).toBeLessThanOrEqual(4 * SOFT_LIMIT)
})

test('having brought much back does not lift the limit for good', () => {
  for (let i = 0; i < 1000; i++) full([1024, 1024], i)
  expect(memory().arenaBytes).toBeLessThanOrEqual(4 * SOFT_LIMIT)
})
