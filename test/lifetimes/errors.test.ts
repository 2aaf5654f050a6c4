import { linear, matmul, memory, nn, tensor, where } from 'grad128'
import { expect, test } from 'vitest'

const F = nn.functional

// Operands of JavaScript data count as no live tensors: whatever a failing call leaves behind is its own.
const real = tensor([[1, 2, 3]])
const pair = tensor([1, 2])
const whole = tensor([1, 2], { dtype: 'int32' })
const wholes = tensor([1, 2, 3], { dtype: 'int32' })
const row = tensor([[1, 2]], { dtype: 'int32' })
const booleans = tensor([true, false])
const nothing = tensor([], { shape: [0, 3] })
const labels = tensor([7], { dtype: 'int32' })
const trained = tensor([[1, 2, 3]], { requiresGrad: true })
const loss = trained.mul(2)

const failing: Record<string, () => unknown> = {
  'add of shapes that do not broadcast': () => real.add(pair),
  'add that converts an operand first': () => real.add(whole),
  'add that converts the left operand first': () => whole.add(real),
  'div of whole numbers': () => whole.div(wholes),
  'eq that converts an operand first': () => whole.eq(real),
  'maximum that converts an operand first': () => whole.maximum(real),
  'matmul of whole numbers': () => matmul(row, row),
  'linear of another size': () => linear(real, pair),
  'linear with a bias that does not fit': () => linear(trained, trained, trained),
  'where of shapes that do not broadcast': () => where(booleans, real, 0),
  'maskedFill with a mask that does not broadcast': () => trained.maskedFill(booleans, 0),
  'mean of whole numbers over a missing dimension': () => whole.mean({ dim: 3 }),
  'sum of booleans over a missing dimension': () => booleans.sum({ dim: 3 }),
  'max of nothing': () => nothing.max({ dim: 0 }),
  'argmax of booleans over a missing dimension': () => booleans.argmax({ dim: 2 }),
  'softmax of whole numbers over a missing dimension': () => whole.softmax(4),
  'logsumexp of whole numbers over a missing dimension': () => whole.logsumexp({ dim: 4 }),
  'crossEntropy with a label out of range': () => F.crossEntropy(trained, labels),
  'crossEntropy with weights of another size': () => F.crossEntropy(trained, labels, { weight: pair }),
  'binaryCrossEntropy outside of 0 … 1': () => F.binaryCrossEntropy(real, real),
  'a loss whose weight does not broadcast': () => F.binaryCrossEntropyWithLogits(trained, real, { weight: pair }),
  'mseLoss of shapes that do not broadcast': () => F.mseLoss(trained, pair),
  'prelu with weights of another size': () => F.prelu(trained, pair),
  'pow of whole numbers with negative exponents': () => whole.pow(tensor([-1, 1], { dtype: 'int32' })),
  'backward without a gradient': () => loss.backward(),
  'backward with a gradient of another shape': () => loss.backward(pair),
}

test.each(Object.entries(failing))('%s leaves no memory behind', (_, call) => {
  const before = memory()
  expect(call).toThrow(/expected/)
  const after = memory()
  expect([after.liveTensors, after.liveBytes]).toEqual([before.liveTensors, before.liveBytes])
})

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
