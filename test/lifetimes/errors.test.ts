import { memory, tensor } from 'grad128'
import { expect, test } from 'vitest'

const pair = tensor([1, 2])
const trained = tensor([[1, 2, 3]], { requiresGrad: true })

test('an exception in the middle of a backward pass leaves no memory behind', () => {
  const saved = tensor([1, 2])
  const w = tensor([1, 2], { requiresGrad: true })
  const y = w.mul(saved).mul(3).sum()
  trained.mul(2).sum().backward()
  saved.copyFrom(pair) // behind the back of the pending pass, which the other one made believable
  const before = memory()
  expect(() => y.backward()).toThrow('the values that mul saw')
  const after = memory()
  expect([after.liveTensors, after.liveBytes]).toEqual([before.liveTensors, before.liveBytes])
  expect(w.grad).toBeNull()
})
