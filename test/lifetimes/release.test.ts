import { DisposedError, GraphError, keep, memory, nn, optim, stack, type Tensor, tensor, train } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number[] | number[][]) => tensor(data, { requiresGrad: true })
const values = (t: Tensor | null) => t?.toArray()

/** A step's start: the first recorded operation that takes nothing from a consumed graph. */
const beginStep = () => trained([1, 2]).mul(3)
const other = trained([1, 2])
/** A whole step of another graph, whose gradient is there from the first time on. */
const otherStep = () => other.mul(3).sum().backward()

function classifier() {
  const w = trained([
    [1, 0],
    [0, 2],
    [1, 1],
  ])
  const logits = nn.functional.linear(
    tensor([
      [1, 2],
      [3, 1],
    ]),
    w,
  )
  const labels = tensor([1, 2], { dtype: 'int32' })
  return { w, logits, labels, loss: nn.functional.crossEntropy(logits, labels) }
}

describe('what a consumed graph owned', () => {
  test('stays usable after backward, for metrics, softmax and detach', () => {
    const { logits, labels, loss } = classifier()
    loss.backward()
    const expected = [
      [1, 4, 3],
      [3, 2, 4],
    ]
    expect(values(logits)).toEqual(expected)
    expect(train.accuracy(logits, labels)).toBe(1)
    const probabilities = logits.softmax(1)
    const again = nn.functional.crossEntropy(logits, labels)
    expect(Array.from(probabilities.sum({ dim: 1 }).data(), (p) => Math.abs(p - 1) < 1e-6)).toEqual([true, true])
    expect(again.item()).toBe(loss.item())
    expect(values(logits.detach()), 'after more operations on the consumed graph').toEqual(expected)
    expect(values(logits)).toEqual(expected)
  })

  test('is released when the next graph starts; the error names operation, shape and remedy', () => {
    const { logits, loss } = classifier()
    loss.backward()
    beginStep()
    for (const use of [() => logits.data(), () => logits.detach(), () => logits.sum(), () => logits.backward()]) {
      expect(use).toThrow(DisposedError)
    }
    expect(() => logits.softmax(1)).toThrow(
      'softmax: expected a tensor that is still there, got one of shape [2, 3], made by linear, that was released ' +
        'when the step after its backward pass began. To use it in later steps, take detach() of it before that, ' +
        'keep() it, or read its numbers with item() or data()',
    )
  })

  test('is not released by what starts no graph', () => {
    const { logits, loss, w } = classifier()
    const optimizer = new optim.SGD([w], { lr: 0.1 })
    loss.backward()
    optimizer.step()
    optimizer.zeroGrad()
    tensor([1, 2]).mul(3).sum().item()
    expect(values(logits)).toEqual([
      [1, 4, 3],
      [3, 2, 4],
    ])
  })

  test('stays through an operation made of others that takes from it and from a leaf', () => {
    const [w, y] = [trained([1, 2]), trained([3, 4]).mul(2)]
    y.sum().backward()
    expect(values(w.dot(y))).toBe(22)
    expect(values(stack([w, y]))).toEqual([
      [1, 2],
      [6, 8],
    ])
    expect(values(w.addcmul(w, y).add(y.outer(w).sum()))).toEqual([7 + 42, 18 + 42])
    // One that takes nothing from it is the start of a step, as any other.
    w.dot(trained([1, 1]))
    expect(() => y.data()).toThrow(DisposedError)
  })

  test('is released with all that followed from it', () => {
    const { logits, loss } = classifier()
    const before = logits.mul(2)
    loss.backward()
    const after = logits.exp()
    beginStep()
    expect(() => before.data()).toThrow(DisposedError)
    expect(() => after.data()).toThrow(
      'data: expected a tensor that is still there, got one of shape [2, 3], made by exp',
    )
  })

  test('is released also after it joined a larger graph that was not', () => {
    const [w, v] = [trained([1, 2]), trained([3, 4])]
    const large = v.exp().exp().exp().exp()
    const small = w.mul(2)
    small.sum().backward()
    const both = small.add(large)
    otherStep()
    expect(() => small.data()).toThrow(DisposedError)
    expect(() => both.data()).toThrow(DisposedError)
  })

  test('leaves losses that still answer item(), and nothing else', () => {
    const w = trained([4])
    const losses: Tensor[] = []
    for (let i = 0; i < 5; i++) {
      const loss = w.mul(i)
      loss.backward()
      losses.push(loss)
    }
    beginStep()
    expect(losses.map((loss) => loss.item())).toEqual([0, 4, 8, 12, 16])
    expect(() => losses[0]!.data()).toThrow(DisposedError)
    expect(() => losses[0]!.add(losses[1]!)).toThrow(DisposedError)
  })

  test('frees the memory, to the byte', () => {
    const w = tensor(new Float32Array(1000).fill(2), { requiresGrad: true })
    const step = () => {
      w.exp().mul(w).sum().backward()
      w.grad = null
    }
    step()
    otherStep()
    const before = memory()
    step()
    const { liveBytes } = memory()
    expect(liveBytes, 'exp and mul are still there').toBeGreaterThanOrEqual(before.liveBytes + 8000 - 64)
    otherStep()
    expect({ ...memory(), hostBytes: 0 }).toEqual({ ...before, hostBytes: 0 })
  })
})

describe('what lives on', () => {
  test('a graph that was not consumed, while others are: a generator and its critic', () => {
    const generator = trained([1, 2])
    const critic = trained([3, 4])
    const fake = generator.square()
    const criticLoss = fake.detach().mul(critic).sum()
    criticLoss.backward()
    expect([values(critic.grad), generator.grad]).toEqual([[1, 4], null])
    for (let i = 0; i < 3; i++) critic.mul(2).sum().backward()
    expect(values(fake)).toEqual([1, 4])
    const generatorLoss = fake.mul(critic.detach()).sum()
    generatorLoss.backward()
    expect(values(generator.grad)).toEqual([2 * 3, 2 * 2 * 4])
    expect(values(fake)).toEqual([1, 4])
    beginStep()
    expect(() => fake.data()).toThrow(DisposedError)
  })

  test('a loss whose graph was joined to a consumed one gives right gradients or refuses, never none', () => {
    const [w, v] = [trained([1, 2]), trained([3])]
    const h = w.mul(3)
    const loss = keep(h.sum())
    const critic = v.square()
    h.add(critic) // for a log, with noGrad forgotten
    critic.sum().backward()
    otherStep()
    let refusal: unknown
    try {
      loss.backward()
    } catch (error) {
      refusal = error
    }
    if (refusal === undefined) expect(values(w.grad)).toEqual([3, 3])
    else expect(refusal).toBeInstanceOf(DisposedError)
  })

  test('several graphs at once, consumed in another order', () => {
    const leaves = Array.from({ length: 20 }, (_, i) => trained([i]))
    const losses = leaves.map((x) => x.square().mul(2))
    for (const loss of losses.toReversed()) loss.backward()
    expect(leaves.map((x) => x.grad!.item())).toEqual(leaves.map((_, i) => 4 * i))
  })

  test('a detached hidden state, over truncated backpropagation through time', () => {
    const w = trained([0.5])
    let hidden = tensor([1])
    const gradients: number[] = []
    for (let step = 0; step < 4; step++) {
      w.grad = null
      // Two time steps between backward passes: h ← w·h + 1
      const h = w.mul(w.mul(hidden).add(1)).add(1)
      h.sum().backward()
      gradients.push(w.grad!.item())
      hidden = h.detach()
    }
    // dh/dw = 2·w·h₀ + 1 with h₀ = 1, 1.75, 1.9375, 1.984375
    expect(gradients).toEqual([2, 2.75, 2.9375, 2.984375])
    expect(hidden.item()).toBe(1.99609375)
  })

  test('a detached tensor after many steps; so do its reshapes, and a result made without recording', () => {
    const w = trained([1, 2, 3, 4])
    const y = w.mul(10)
    const cut = y.detach()
    const reshaped = cut.reshape([2, 2])
    const doubled = cut.mul(2)
    y.sum().backward()
    for (let i = 0; i < 10; i++) w.exp().sum().backward()
    expect([values(cut), values(reshaped), values(doubled)]).toEqual([
      [10, 20, 30, 40],
      [
        [10, 20],
        [30, 40],
      ],
      [20, 40, 60, 80],
    ])
    expect(() => y.data()).toThrow(DisposedError)
  })

  test('what was kept, also for its backward pass afterwards', () => {
    const w = trained([1, 2])
    const y = keep(w.mul(10))
    y.sum().backward()
    for (let i = 0; i < 3; i++) w.exp().sum().backward()
    expect(values(y)).toEqual([10, 20])
    y.dispose()
    expect(() => y.data()).toThrow('that was disposed of. Dispose of a tensor after its last use only')
  })

  test('what was kept, after its graph was released, ends no step and joins none to what is past', () => {
    const w = trained([1, 2])
    const best = keep(w.mul(10).sum())
    best.backward()
    const loss = w.mul(3).sum()
    const gain = loss.sub(best)
    w.mul(4) // starts another graph, while nothing is left to release
    loss.backward()
    expect([gain.item(), values(w.grad)]).toEqual([9 - 30, [13, 13]])
    expect(() => gain.backward()).toThrow(GraphError)
    // With the next step, what was computed from both goes.
    otherStep()
    expect(() => gain.data()).toThrow(DisposedError)
    expect(best.item()).toBe(30)
  })

  test('a gradient that the user holds, when zeroGrad drops it', () => {
    const w = trained([1, 2])
    const optimizer = new optim.SGD([w], { lr: 0.1 })
    w.mul(3).sum().backward()
    const held = w.grad!
    optimizer.zeroGrad()
    w.mul(5).sum().backward()
    w.mul(5).sum().backward()
    expect([values(held), values(w.grad)]).toEqual([
      [3, 3],
      [10, 10],
    ])
  })
})
