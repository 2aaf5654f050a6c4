import { memory, nn, optim, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'

/** Sizes from 1 to 256 numbers, which is as many as count as few, in both element types. */
const numbersOf = (i: number) => {
  const numbers = Array.from({ length: 1 + (i % 256) }, (_, k) => i * 4 + k)
  return i % 3 === 0 ? Int32Array.from(numbers) : Float32Array.from(numbers)
}

function expectEach(tensors: readonly Tensor[]): void {
  for (const [i, t] of tensors.entries()) expect(t.data()).toEqual(numbersOf(i))
}

const model = new nn.Linear(2, 1)
const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })

function trainOnce(): void {
  const loss = nn.functional.mseLoss(model.forward(tensor([[1, 2]])), tensor([[3]]))
  optimizer.zeroGrad()
  loss.backward()
  optimizer.step()
}

test('10,000 small tensors keep their numbers, whatever memory they are moved to', () => {
  trainOnce()
  const before = memory().liveTensors
  const tensors = Array.from({ length: 10_000 }, (_, i) => tensor(numbersOf(i)))
  expect(memory().liveTensors, 'JavaScript data are not what lives in linear memory').toBe(before)
  expectEach(tensors)
  // Three steps, at each of whose beginnings those that are still in linear memory leave it.
  for (let i = 0; i < 3; i++) trainOnce()
  expectEach(tensors)
  for (const [i, t] of tensors.entries()) if (i % 7 === 0) expect(t.add(1).data()[0]).toBe(i * 4 + 1)
  expectEach(tensors)
})

test('200,000 of 1 KiB that nobody holds take no more memory than a few thousand', () => {
  const numbers = new Float32Array(256).fill(0.5)
  const make = (count: number) => {
    for (let i = 0; i < count; i++) tensor(numbers)
    return memory().arenaBytes
  }
  expect(make(200_000)).toBeLessThanOrEqual(make(10_000) + 2 ** 20)
  expect(memory().arenaBytes).toBeLessThan(64 * 2 ** 20)
})

test('a step’s own input is where it was when the backward pass wants it', () => {
  trainOnce()
  const x = tensor([[1, 2]])
  const loss = nn.functional.mseLoss(model.forward(x), tensor([[3]]))
  expect(() => x.copyFrom(new Float32Array([9, 9]))).toThrow(/saved/)
  optimizer.zeroGrad()
  loss.backward()
  const error = model.forward(x).item() - 3
  // dL/dw = 2·(y − t)·x
  expect([...model.weight.grad!.data()].map((g) => g / 2)).toEqual([error, 2 * error].map(Math.fround))
})
