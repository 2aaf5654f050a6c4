import { DTypeError, GraphError, ones, type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number[]) => tensor(data, { requiresGrad: true })
const gradientOf = (t: Tensor) => t.grad?.toArray()

describe('detach, retainGrad, requiresGrad, grad', () => {
  test('detach cuts the graph and shares the elements', () => {
    const x = trained([3])
    const y = x.square()
    const cut = y.detach()
    expect([cut.requiresGrad, cut.isLeaf, cut.toArray()]).toEqual([false, true, [9]])
    y.mul(cut).sum().backward()
    expect(gradientOf(x)).toEqual([9 * 6])
    const twin = x.detach()
    twin.copyFrom(new Float32Array([7]))
    expect(x.toArray(), 'as in torch').toEqual([7])
  })

  test('retainGrad keeps the gradient of a result, and adds up', () => {
    const x = trained([1, 2])
    const h = x.mul(3)
    expect(h.grad).toBeNull()
    h.retainGrad()
    h.retainGrad()
    const loss = h.square().sum()
    loss.backward(undefined, { retainGraph: true })
    expect([gradientOf(h), gradientOf(x)]).toEqual([
      [6, 12],
      [18, 36],
    ])
    loss.backward()
    expect([gradientOf(h), gradientOf(x)]).toEqual([
      [12, 24],
      [36, 72],
    ])
    expect(() => tensor([1]).retainGrad()).toThrow(GraphError)
  })

  test('retainGrad on the root and on a leaf', () => {
    const x = trained([2])
    x.retainGrad()
    const loss = x.square()
    loss.retainGrad()
    loss.backward()
    expect([gradientOf(loss), gradientOf(x)]).toEqual([[1], [4]])
  })

  test('requiresGrad is writable on leaves of real numbers', () => {
    const x = tensor([1, 2])
    x.requiresGrad = true
    const y = x.mul(2)
    expect([y.requiresGrad, y.isLeaf, x.isLeaf]).toEqual([true, false, true])
    y.requiresGrad = true
    expect(() => {
      y.requiresGrad = false
    }).toThrow('requiresGrad: expected a leaf, got a result of mul. Use detach()')
    expect(() => {
      tensor([1], { dtype: 'int32' }).requiresGrad = true
    }).toThrow(DTypeError)
    expect(() => {
      x.requiresGrad = 1 as never
    }).toThrow(TypeError)
    x.requiresGrad = false
    expect(x.mul(2).requiresGrad).toBe(false)
  })

  test('a leaf frozen between forward and backward gets no gradient', () => {
    const x = trained([1])
    const w = trained([2])
    const y = x.mul(w)
    w.requiresGrad = false
    y.backward()
    expect([gradientOf(x), w.grad]).toEqual([[2], null])
  })

  test('grad is writable: null drops it, a tensor of the same shape replaces it', () => {
    const x = trained([1, 2])
    x.sum().backward()
    const held = x.grad!
    x.grad = null
    expect([x.grad, held.toArray()]).toEqual([null, [1, 1]])
    x.grad = tensor([5, 6])
    x.sum().backward()
    expect(gradientOf(x)).toEqual([6, 7])
    expect(() => {
      x.grad = ones([3])
    }).toThrow('grad: expected a float32 gradient of shape [2], got float32 of shape [3]')
    expect(() => {
      x.grad = 3 as never
    }).toThrow(TypeError)
  })
})

describe('gradients that the user holds', () => {
  const held = () => {
    const x = tensor([1, 2, 3], { requiresGrad: true })
    x.mul(2).sum().backward()
    return [x, x.grad as Tensor] as const
  }

  test('as what a pass starts from: it is not what the pass has added to in between', () => {
    const [x, g] = held()
    x.add(x).backward(g)
    expect(x.grad).toBe(g)
    expect(g.toArray()).toEqual([6, 6, 6])
    x.add(x).backward(g.reshape([3]))
    expect(g.toArray()).toEqual([18, 18, 18])
  })

  test('as an operand: its derivative reads what it was, and x.grad becomes another tensor', () => {
    const [x, g] = held()
    const w = tensor([1, 1, 1], { requiresGrad: true })
    // w's derivative comes after x has been given its gradient.
    w.mul(g).add(x).sum().backward()
    expect(w.grad!.toArray()).toEqual([2, 2, 2])
    expect(x.grad!.toArray()).toEqual([3, 3, 3])
    expect(g.toArray()).toEqual([2, 2, 2])
    x.grad!.dispose()
  })

  test('disposed of: the next pass begins anew', () => {
    const [x, g] = held()
    g.dispose()
    x.mul(5).sum().backward()
    expect(x.grad!.toArray()).toEqual([5, 5, 5])
  })
})

test('a leaf that is tracked only after the forward pass gets no gradient: nothing was saved for it', () => {
  const x = tensor([1, 2], { requiresGrad: true })
  const b = tensor([3, 4])
  const y = x.mul(b).sum()
  x.copyFrom(new Float32Array([7, 8]))
  b.requiresGrad = true
  y.backward()
  expect(x.grad!.toArray()).toEqual([3, 4])
  expect(b.grad).toBeNull()
})
