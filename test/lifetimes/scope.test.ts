import { DisposedError, keep, memory, nn, noGrad, optim, scope, type Tensor, tensor, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'

const trained = (data: number[]) => tensor(data, { requiresGrad: true })
const released = (t: Tensor) => expect(() => t.data()).toThrow(DisposedError)

/** What counts as the core's own memory; JavaScript data is the collector's business. */
const live = () => [memory().liveTensors, memory().liveBytes]

describe.each([
  ['scope', scope],
  ['noGrad', noGrad],
] as const)('%s', (name, run) => {
  const x = tensor([1, 2])

  test('releases what was made inside, and says so', () => {
    let inside: Tensor | undefined
    const before = live()
    expect(
      run(() => {
        inside = x.mul(2)
        return inside.sum().item()
      }),
    ).toBe(6)
    expect(live()).toEqual(before)
    expect(() => inside!.exp()).toThrow(
      'exp: expected a tensor that is still there, got one of shape [2], made by mul, that was released at the end of ' +
        'its scope. Return it from the function, or keep() it inside',
    )
  })

  test('spares what is returned, however deep', () => {
    let lost: Tensor | undefined
    const make = (v: number) => x.mul(v)
    const cyclic: { self?: unknown; t?: Tensor } = {}
    const result = run(() => {
      lost = make(100)
      cyclic.self = cyclic
      cyclic.t = make(7)
      return {
        list: [make(1), [make(2)]],
        map: new Map([['k', make(3)]]),
        set: new Set([make(4)]),
        deep: { er: { still: make(5) } },
        nothing: null,
        typed: new Float32Array(3),
        cyclic,
      }
    })
    const [first, [second]] = result.list as [Tensor, [Tensor]]
    const all = [first, second, result.map.get('k')!, ...result.set, result.deep.er.still, cyclic.t!]
    expect(all.map((t) => t.toArray())).toEqual([1, 2, 3, 4, 5, 7].map((v) => [v, 2 * v]))
    released(lost!)
  })

  test('hands what it spared to the scope around it', () => {
    let inner: Tensor | undefined
    const kept: Tensor[] = []
    run(() => {
      inner = run(() => {
        kept.push(keep(x.mul(5)))
        return x.mul(3)
      })
      expect(inner.toArray()).toEqual([3, 6])
    })
    released(inner!)
    expect(kept[0]!.toArray()).toEqual([5, 10])
    kept[0]!.dispose()
    released(kept[0]!)
  })

  test('spares tensors from outside, also when they are reshaped inside', () => {
    const outside = x.mul(3)
    let view: Tensor | undefined
    run(() => {
      view = outside.reshape([2, 1])
      outside.add(1)
    })
    expect(outside.toArray()).toEqual([3, 6])
    released(view!)
  })

  test('a returned reshape outlives the tensor that it came from', () => {
    const y = run(() => x.mul(3).reshape([2, 1]))
    expect(y.toArray()).toEqual([[3], [6]])
  })

  test('releases everything when the function throws', () => {
    const before = live()
    let inside: Tensor | undefined
    expect(() =>
      run(() => {
        inside = x.mul(2)
        x.exp()
        throw new Error('inside')
      }),
    ).toThrow('inside')
    released(inside!)
    expect(live()).toEqual(before)
  })

  test('refuses asynchronous functions, even ones that fail later', () => {
    const before = live()
    const error = `${name}: expected a function that returns when its work is done, got one that returns a Promise`
    expect(() => run(async () => x.mul(2))).toThrow(ValueError)
    expect(() => run(async () => Promise.reject(new Error('later')))).toThrow(error)
    expect(live()).toEqual(before)
    expect(() => run(3 as never)).toThrow(TypeError)
  })

  test('spares parameters, buffers, optimizer state and gradients', () => {
    const { model, optimizer } = run(() => {
      const made = new nn.Linear(2, 1)
      made.registerBuffer('seen', tensor([1]).mul(3))
      return { model: made, optimizer: null as optim.Adam | null }
    })
    const adam = optimizer ?? new optim.Adam(model.parameters(), { lr: 0.1 })
    const outside = trained([1, 2])
    const before = Array.from(model.parameters(), (p) => p.toArray())
    // The first step makes gradients and state inside; noGrad needs the recording done before it.
    const loss = model.forward(outside).sum()
    run(() => {
      loss.backward()
      adam.step()
    })
    expect(outside.grad!.shape).toEqual([2])
    run(() => adam.step())
    for (const [i, p] of [...model.parameters()].entries()) {
      expect(p.grad!.data().length).toBe(p.size)
      expect(p.toArray()).not.toEqual(before[i])
    }
    expect(Array.from(model.buffers(), (b) => b.toArray())).toEqual([[3]])
    const { state } = adam.stateDict()
    expect(Object.values(state).every((s) => (s.exp_avg as Tensor).data().length > 0)).toBe(true)
  })
})

describe('a model made in a scope and reached only from outside variables', () => {
  test('keeps its parameters and registered buffers', () => {
    let model: nn.Linear | undefined
    scope(() => {
      model = new nn.Linear(3, 2)
      model.registerBuffer('seen', tensor([1, 2]).mul(3))
    })
    expect(Array.from(model!.parameters(), (p) => p.data().length)).toEqual([6, 2])
    expect(Array.from(model!.buffers(), (b) => b.toArray())).toEqual([[3, 6]])
  })
})

describe('a loss returned from a scope', () => {
  test('can still go backward', () => {
    const w = trained([1, 2])
    const loss = scope(() => w.square().mul(w).sum())
    loss.backward()
    expect(w.grad!.toArray()).toEqual([3, 12])
  })

  test('also when its derivative reads a batch made inside', () => {
    const w = trained([1, 2])
    const loss = scope(() => w.mul(tensor([5, 7])).sum())
    loss.backward()
    expect(w.grad!.toArray()).toEqual([5, 7])
  })

  test('also when it reads unrecorded results: masks, labels, normalised inputs', () => {
    const w = trained([1, -2])
    const loss = scope(() => {
      const x = tensor([5, 7]).mul(2)
      return w.mul(x).maskedFill(w.lt(0), 0).sum()
    })
    loss.backward()
    expect(w.grad!.toArray()).toEqual([10, 0])
    const logits = trained([0, 0]).reshape([1, 2])
    const entropy = scope(() => nn.functional.crossEntropy(logits, tensor([1], { dtype: 'int32' })))
    entropy.backward()
    expect(entropy.item()).toBeCloseTo(Math.LN2, 6)
  })

  test('an inner graph that nobody returns goes', () => {
    const w = trained([1, 2])
    let other: Tensor | undefined
    const loss = scope(() => {
      other = w.exp()
      return w.square().sum()
    })
    released(other!)
    loss.backward()
    expect(w.grad!.toArray()).toEqual([2, 4])
  })
})

test('a scope releases what an inner one spared for a graph that it returned', () => {
  const w = trained([1, 2])
  w.mul(2) // ends the step of an earlier test
  const before = live()
  const nested = () => scope(() => w.mul(2).tanh().sum())
  let spared: Tensor | undefined
  scope(() => {
    spared = nested()
    expect(spared.item()).toBeGreaterThan(0)
  })
  released(spared!)
  expect(live()).toEqual(before)
  // Where the outer one returns it too, all that its derivative reads is there.
  scope(() => nested()).backward()
  expect(w.grad!.data()[0]).toBeCloseTo(2 * (1 - Math.tanh(2) ** 2))
})
