import { GraphError, nn, optim, ShapeError, type Tensor, tensor, ValueError, where } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number[] | number[][]) => tensor(data, { requiresGrad: true })

describe('copyFrom', () => {
  test('is refused while a pending backward pass needs the old values', () => {
    const x = tensor([1, 2])
    const w = trained([3, 4])
    const loss = w.mul(x).sum()
    expect(() => x.copyFrom(new Float32Array([9, 9]))).toThrow(
      'copyFrom: expected a tensor whose values no pending backward pass needs, got one that a recorded forward pass ' +
        'has saved. Call backward() first, run forward passes that need no gradient inside noGrad, or write to a ' +
        'detached clone()',
    )
    loss.backward()
    expect(w.grad!.toArray()).toEqual([1, 2])
    x.copyFrom(new Float32Array([9, 9]))
    w.copyFrom(x)
    expect([x.toArray(), w.toArray()]).toEqual([
      [9, 9],
      [9, 9],
    ])
  })

  test('is refused on a recorded result, and through a twin that shares its elements', () => {
    const w = trained([3, 4])
    const y = w.exp()
    expect(() => y.copyFrom(new Float32Array(2))).toThrow('a recorded result of exp')
    expect(() => y.detach().copyFrom(new Float32Array(2))).toThrow(GraphError)
    expect(() => y.detach().reshape([2, 1]).copyFrom(new Float32Array(2))).toThrow(GraphError)
  })

  test('is allowed on what the backward pass does not need', () => {
    const x = tensor([1, 2])
    const w = trained([3, 4])
    const loss = w.add(x).sum()
    x.copyFrom(new Float32Array([9, 9]))
    loss.backward()
    expect(w.grad!.toArray()).toEqual([1, 1])
  })

  test('checks size and values, and writes neither when they are wrong', () => {
    const x = tensor([1, 2])
    const labels = tensor([1, 2], { dtype: 'int32' })
    expect(() => x.copyFrom(new Float32Array(3))).toThrow(ShapeError)
    expect(() => labels.copyFrom(new Float32Array([5, 0.5]))).toThrow('got 0.5 at position 1')
    expect(() => x.copyFrom([1, 2] as never)).toThrow(TypeError)
    expect(() =>
      tensor([
        [1, 2],
        [3, 4],
      ])
        .transpose(0, 1)
        .copyFrom(new Float32Array(4)),
    ).toThrow(ValueError)
    expect([x.toArray(), labels.toArray()]).toEqual([
      [1, 2],
      [1, 2],
    ])
    x.copyFrom(tensor([[7], [8]])).copyFrom(labels)
    expect(x.toArray()).toEqual([1, 2])
  })

  test('between two forward passes shows in the second, also through a transposition', () => {
    const w = tensor([
      [1, 2],
      [3, 4],
    ])
    const t = w.transpose(0, 1)
    expect(t.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ])
    w.copyFrom(new Float32Array([5, 6, 7, 8]))
    expect(t.toArray()).toEqual([
      [5, 7],
      [6, 8],
    ])
  })
})

describe('a value that changed between forward and backward is never used', () => {
  const saw = (op: string) =>
    `backward: expected the values that ${op} saw in its forward pass, got a tensor that was changed in place since ` +
    '(by an optimizer step or copyFrom). Run the forward pass again after changing parameters'

  test('by an optimizer step', () => {
    const w = trained([1, 2])
    const optimizer = new optim.SGD([w], { lr: 0.1 })
    const loss = w.square().sum()
    loss.backward(undefined, { retainGraph: true })
    optimizer.step()
    expect(() => loss.backward()).toThrow(GraphError)
    expect(() => loss.backward()).toThrow(saw('square'))
  })

  test('by an optimizer step, seen through a transposition', () => {
    const w = trained([
      [1, 2],
      [3, 4],
    ])
    const x = trained([[1, 1]])
    const optimizer = new optim.SGD([w], { lr: 0.1 })
    const loss = x.matmul(w.transpose(0, 1)).sum()
    loss.backward(undefined, { retainGraph: true })
    optimizer.step()
    expect(() => loss.backward()).toThrow(saw('matmul'))
  })

  /** Changes `saved` behind the back of a graph: a backward pass of another one makes copyFrom believe it may. */
  function sneak(saved: Tensor, values: Float32Array | Int32Array | Uint8Array): void {
    trained([1]).square().backward()
    saved.copyFrom(values)
  }

  test('by copyFrom, after another graph was consumed', () => {
    const x = tensor([1, 2])
    const loss = trained([3, 4]).mul(x).sum()
    sneak(x, new Float32Array([9, 9]))
    expect(() => loss.backward()).toThrow(saw('mul'))
  })

  /** Either the change is refused, or the backward pass is; gradients of the new values would be wrong ones. */
  function expectRefused(loss: Tensor, saved: Tensor, values: Float32Array | Int32Array | Uint8Array): void {
    expect(() => {
      sneak(saved, values)
      loss.backward()
    }).toThrow(GraphError)
  }

  test('in the condition of where', () => {
    const condition = tensor([true, false])
    expectRefused(where(condition, trained([1, 2]), 0).sum(), condition, new Uint8Array([0, 1]))
  })

  test('in the mask of maskedFill', () => {
    const mask = tensor([true, false])
    expectRefused(trained([1, 2]).maskedFill(mask, 0).sum(), mask, new Uint8Array([0, 1]))
  })

  test('in the indices that max returns', () => {
    const { values, indices } = trained([
      [1, 2],
      [4, 3],
    ]).max({ dim: 1 })
    expectRefused(values.sum(), indices, new Int32Array([0, 1]))
  })

  test('in the labels and the class weights of crossEntropy and nllLoss', () => {
    for (const loss of [nn.functional.crossEntropy, nn.functional.nllLoss]) {
      const labels = tensor([0, 1], { dtype: 'int32' })
      const weight = tensor([1, 2])
      const run = () =>
        loss(
          trained([
            [1, 2],
            [4, 3],
          ]),
          labels,
          { weight, reduction: 'sum' },
        )
      expectRefused(run(), labels, new Int32Array([1, 0]))
      expectRefused(run(), weight, new Float32Array([5, 6]))
    }
  })
})
