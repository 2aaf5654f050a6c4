import { GraphError, nn, ones, ShapeError, type Tensor, tensor, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'

/** Printed by torch 2.15 in double precision for the network of the first test. */
const TORCH = {
  loss: 0.379831632,
  x: [
    [-0.069210107, 0.047316519],
    [0.096879965, -0.089036898],
  ],
  w: [
    [-0.338087031, 0.204764202],
    [0.012530729, 0.077528302],
    [-0.378408723, -0.099390374],
  ],
  b: [-0.34341416, -0.047354844, -0.152435455],
}

const trained = (data: number | number[] | number[][]) => tensor(data, { requiresGrad: true })
const gradientOf = (t: Tensor) => t.grad?.toArray()

describe('backward', () => {
  test('gives what PyTorch gives for a small network', () => {
    // mse_loss(tanh(x @ w.T + b), target)
    const x = trained([
      [0.5, -1],
      [2, 0.25],
    ])
    const w = trained([
      [0.1, -0.2],
      [0.3, 0.4],
      [-0.5, 0.6],
    ])
    const b = trained([0.01, 0.02, -0.03])
    const target = tensor([
      [1, 0, -1],
      [0.5, 0.5, 0.5],
    ])
    const loss = nn.functional.mseLoss(nn.functional.linear(x, w, b).tanh(), target)
    loss.backward()
    expect(loss.item()).toBeCloseTo(TORCH.loss, 6)
    for (const [t, expected] of [
      [x, TORCH.x],
      [w, TORCH.w],
      [b, TORCH.b],
    ] as const) {
      const flat = expected.flat()
      for (const [i, value] of Array.from(t.grad!.data()).entries()) expect(value).toBeCloseTo(flat[i]!, 6)
    }
  })

  test('adds to what is there, leaf by leaf', () => {
    const x = trained([1, 2])
    x.mul(3).sum().backward()
    const first = x.grad
    expect(gradientOf(x)).toEqual([3, 3])
    x.square().sum().backward()
    expect(gradientOf(x)).toEqual([5, 7])
    expect(x.grad, 'the same tensor, changed in place').toBe(first)
    expect([x.grad!.requiresGrad, x.grad!.shape, x.grad!.dtype]).toEqual([false, [2], 'float32'])
  })

  test('does not add up in a gradient that two leaves would share', () => {
    const a = trained([1, 2])
    const b = trained([3, 4])
    a.add(b).sum().backward()
    a.mul(10).sum().backward()
    expect([gradientOf(a), gradientOf(b)]).toEqual([
      [11, 11],
      [1, 1],
    ])
  })

  test('leaves the given gradient alone, and takes its values', () => {
    const x = trained([1, 2, 3])
    const gradient = tensor([1, 10, 100])
    x.mul(2).backward(gradient)
    x.mul(2).backward(gradient)
    expect([gradientOf(x), gradient.toArray()]).toEqual([
      [4, 40, 400],
      [1, 10, 100],
    ])
    x.reshape([3, 1]).backward(tensor([[1], [1], [1]]))
    expect(gradientOf(x)).toEqual([5, 41, 401])
    expect(gradient.toArray()).toEqual([1, 10, 100])
  })

  test('of a leaf itself', () => {
    const x = trained(3)
    x.backward()
    x.backward(tensor(0.5))
    expect(gradientOf(x)).toBe(1.5)
  })

  test('reaches only what requires gradients, and skips what does not need them', () => {
    const x = trained([1, 2])
    const fixed = tensor([3, 4])
    const unused = trained([5])
    x.mul(fixed).sum().backward()
    expect([gradientOf(x), fixed.grad, unused.grad]).toEqual([[3, 4], null, null])
  })

  test('of one element in any number of dimensions', () => {
    const x = trained([[2]])
    x.square().backward()
    expect(gradientOf(x)).toEqual([[4]])
  })

  test('of an empty tensor sums to zero', () => {
    const x = tensor([], { shape: [0, 3], requiresGrad: true })
    const w = trained([1, 2, 3])
    x.mul(w).sum().backward()
    expect([x.grad!.shape, gradientOf(w)]).toEqual([
      [0, 3],
      [0, 0, 0],
    ])
  })
})

describe('backward refuses', () => {
  test('more than one element without a gradient', () => {
    const y = trained([1, 2]).mul(2)
    expect(() => y.backward()).toThrow(
      new ShapeError('backward', {
        expected: 'a tensor of one element, or a gradient for it',
        got: 'shape [2]',
        remedy: 'Reduce it with sum() or mean(), or pass the gradient of its shape',
      }),
    )
  })

  test('a gradient of another shape, type or kind', () => {
    const y = trained([1, 2]).mul(2)
    expect(() => y.backward(ones([1, 2]))).toThrow(
      'expected a float32 gradient of shape [2], got float32 of shape [1, 2]',
    )
    expect(() => y.backward(ones([2], { dtype: 'int32' }))).toThrow(ShapeError)
    expect(() => y.backward([1, 1] as never)).toThrow(TypeError)
    expect(() => y.backward(ones([2]), { keepGraph: true } as never)).toThrow(/unknown option 'keepGraph'.*retainGraph/)
    y.backward(ones([2]))
  })

  test('a tensor that nothing was recorded for', () => {
    expect(() => zeros([]).backward()).toThrow(GraphError)
    expect(() => zeros([]).backward()).toThrow(
      'backward: expected a tensor that was computed from one that requires a gradient, got one made by zeros that ' +
        'nothing was recorded for. Set requiresGrad on the leaves, and compute outside of noGrad',
    )
  })

  test('a second pass, unless the first one retained the graph', () => {
    const x = trained([1, 2])
    const loss = x.square().sum()
    loss.backward(undefined, { retainGraph: true })
    loss.backward()
    expect(gradientOf(x)).toEqual([4, 8])
    const message =
      'backward: expected a graph that no backward pass has used up, got a second pass through the results of sum. ' +
      'Pass { retainGraph: true } to the first one, or run the forward pass again'
    expect(() => loss.backward()).toThrow(message)
    expect(() => loss.backward()).toThrow(GraphError)
    expect(gradientOf(x), 'unchanged by the refusal').toEqual([4, 8])
  })

  test('a second pass through a shared part, before any gradient moves', () => {
    const x = trained([1, 2])
    const w = trained([1, 1])
    const shared = x.square()
    shared.sum().backward()
    const mixed = shared.mul(w).sum()
    expect(() => mixed.backward()).toThrow('through the results of square')
    expect([gradientOf(x), w.grad]).toEqual([[2, 4], null])
  })
})
