import { GraphError, grad, memory, ShapeError, type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number | number[]) => tensor(data, { requiresGrad: true })
const arrays = (list: Tensor[]) => list.map((t) => t.toArray())

describe('grad', () => {
  test('gives gradients in the order of the inputs and touches no .grad', () => {
    const a = trained([1, 2])
    const b = trained([3, 4])
    const loss = a.square().mul(b).sum()
    expect(arrays(grad(loss, [b, a]))).toEqual([
      [1, 4],
      [6, 16],
    ])
    expect([a.grad, b.grad]).toEqual([null, null])
    const [only] = grad(a.square().sum(), a)
    expect([only!.toArray(), only!.requiresGrad]).toEqual([[2, 4], false])
  })

  test('leaves what has been added up as it was', () => {
    const a = trained([1])
    a.mul(7).backward()
    grad(a.mul(2), a)
    expect(a.grad!.toArray()).toEqual([7])
  })

  test('gives the sum over several outputs, each with its own gradient', () => {
    const a = trained([1, 2])
    const outputs = () => [a.mul(2).sum(), a.square(), a.mul(5)]
    const gradOutputs = [undefined, tensor([1, 10]), tensor([1, 1])]
    expect(arrays(grad(outputs(), a, { gradOutputs }))).toEqual([[2 + 2 + 5, 2 + 40 + 5]])
    expect(arrays(grad(a.square(), a, { gradOutputs: tensor([1, 10]) }))).toEqual([[2, 40]])
  })

  test('several outputs of one graph go through their shared part once each', () => {
    const a = trained([2])
    const shared = a.square()
    expect(arrays(grad([shared.mul(3), shared.square()], a))).toEqual([[3 * 4 + 2 * 4 * 4]])
    expect(() => shared.backward()).toThrow(GraphError)
  })

  test('answers for intermediate results, complete, and for the output itself', () => {
    const a = trained([2])
    const h = a.mul(3)
    const loss = h.square().add(h)
    expect(arrays(grad(loss, [h, a, loss], { retainGraph: true }))).toEqual([[13], [39], [1]])
    expect([h.grad, loss.grad]).toEqual([null, null])
    loss.backward()
    expect(a.grad!.toArray()).toEqual([39])
  })

  test('the same input twice', () => {
    const a = trained([3])
    expect(arrays(grad(a.square(), [a, a]))).toEqual([[6], [6]])
  })

  test('an unused input is an error, or zeros when that is allowed', () => {
    const a = trained([3])
    const unused = trained([1, 2])
    expect(() => grad(a.square(), [a, unused])).toThrow(
      'grad: expected inputs that the output depends on, got input 1, made by tensor, which it does not. ' +
        'Leave it out, or pass { allowUnused: true } to get zeros for it',
    )
    expect(arrays(grad(a.square(), [a, unused], { allowUnused: true }))).toEqual([[6], [0, 0]])
  })

  test('uses the graph up, unless told to retain it', () => {
    const a = trained([3])
    const y = a.square()
    expect(arrays(grad(y, a, { retainGraph: true }))).toEqual([[6]])
    expect(arrays(grad(y, a))).toEqual([[6]])
    expect(() => grad(y, a)).toThrow(/second pass.*retainGraph/)
  })

  test('refuses what it cannot differentiate', () => {
    const a = trained([3, 4])
    expect(() => grad(a.mul(2), a)).toThrow(ShapeError)
    expect(() => grad(a.sum(), tensor([1]))).toThrow(GraphError)
    expect(() => grad(tensor([1]), a)).toThrow(GraphError)
    expect(() => grad(a.sum(), [])).toThrow(/inputs.*non-empty/)
    expect(() => grad([] as never, a)).toThrow(TypeError)
    expect(() => grad(a.sum(), a, { gradOutputs: [undefined, undefined] })).toThrow('at most 1 gradOutputs')
    expect(() => grad(a.sum(), a, { createGraph: true } as never)).toThrow(/unknown option 'createGraph'/)
  })

  test('results live on when the next step begins', () => {
    const a = trained([3])
    const [g] = grad(a.square(), a)
    a.mul(2).backward()
    a.mul(2).backward()
    expect(g!.toArray()).toEqual([6])
  })

  test('keeps nothing for inputs that were not asked about', () => {
    const [a, b] = [trained([3]), trained([4])]
    const y = a.mul(b)
    const before = memory().liveTensors
    grad(y, a)[0]!.dispose()
    expect(memory().liveTensors).toBe(before)
  })
})
