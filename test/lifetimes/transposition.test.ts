import { GraphError, nn, optim, type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const base = () =>
  tensor([
    [1, 2],
    [3, 4],
  ])
const other = new Float32Array([5, 6, 7, 8])
const values = (t: Tensor) => [...t.data()]

test('shows what its base is changed to, but a reshape or a detached twin of it is a copy', () => {
  const x = base()
  const view = x.transpose(0, 1)
  const copies = [view.reshape([4]), view.detach(), view.unsqueeze(0)]
  x.copyFrom(other)
  expect(values(view)).toEqual([5, 7, 6, 8])
  // Also after the view was read, which carries the transposition out anew.
  expect(copies.map(values)).toEqual([
    [1, 3, 2, 4],
    [1, 3, 2, 4],
    [1, 3, 2, 4],
  ])
})

test('is not changed by what is written to a copy of it', () => {
  const x = base()
  const view = x.transpose(0, 1)
  expect(values(view)).toEqual([1, 3, 2, 4])
  view.detach().copyFrom(other)
  expect(values(view)).toEqual([1, 3, 2, 4])
})

test('as a parameter has elements of its own', () => {
  const x = base()
  const view = x.transpose(0, 1)
  const parameter = new nn.Parameter(view)
  x.copyFrom(other)
  expect(values(view)).toEqual([5, 7, 6, 8])
  expect(values(parameter)).toEqual([1, 3, 2, 4])
  parameter.copyFrom(new Float32Array(4))
  expect(values(view)).toEqual([5, 7, 6, 8])
})

describe('has elements of its own once they are written to', () => {
  const swapped = [
    [1, 3],
    [2, 4],
  ]

  test('as a gradient, to which others are added', () => {
    const x = tensor(swapped, { requiresGrad: true })
    const given = base()
    x.grad = given.transpose(0, 1)
    const { grad } = x
    x.sum().backward()
    given.copyFrom(other)
    expect(x.grad).toBe(grad)
    expect(values(x.grad)).toEqual([2, 4, 3, 5])
  })

  test('as what an optimizer trains, also for the matrix products that it is in', () => {
    const w = base().transpose(0, 1)
    w.requiresGrad = true
    const before = w.sum()
    const optimizer = new optim.SGD([w], { lr: 1 })
    before.backward()
    optimizer.step()
    expect(values(w)).toEqual([0, 2, 1, 3])
    expect(values(tensor([[1, 1]]).matmul(w))).toEqual([1, 5])
  })

  test('and a derivative that has saved it finds out', () => {
    const w = base().transpose(0, 1)
    w.requiresGrad = true
    const [loss, late] = [w.square().sum(), w.square().sum()]
    const optimizer = new optim.SGD([w], { lr: 1 })
    loss.backward()
    optimizer.step()
    expect(values(w)).toEqual([-1, -3, -2, -4])
    expect(() => late.backward()).toThrow(GraphError)
  })

  test('as a gradient that is clipped', () => {
    const x = tensor(swapped, { requiresGrad: true })
    x.grad = base().transpose(0, 1)
    nn.utils.clipGradValue([x], 2)
    expect(values(x.grad)).toEqual([1, 2, 2, 2])
  })

  test('as a buffer, into which a state dict is loaded', () => {
    const module = new nn.Identity()
    module.registerBuffer('mask', base().transpose(0, 1))
    expect(values(module.stateDict().mask!)).toEqual([1, 3, 2, 4])
    module.loadStateDict({ mask: base() })
    expect(values(module.buffers()[0]!)).toEqual([1, 2, 3, 4])
  })
})
