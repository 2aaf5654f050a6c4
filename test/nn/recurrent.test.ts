import { cat, manualSeed, memory, nn, noGrad, optim, randn, scope, stack, type Tensor, tensor, zeros } from 'grad128'
import { GRU, LSTM, RNN } from 'grad128/nn'
import { describe, expect, test } from 'vitest'
import { walk } from '../fixtures/walk.js'

walk('recurrent')

type Layer = RNN | LSTM | GRU
type Outputs = [output: Tensor, state: Tensor | [Tensor, Tensor], gates?: Record<string, Tensor>[]]
interface Call {
  forward(x: Tensor, state?: unknown, options?: unknown): Outputs
}
const call = (layer: nn.Module, ...args: [Tensor, unknown?, unknown?]) => (layer as unknown as Call).forward(...args)
const values = (...tensors: (Tensor | Tensor[])[]) => tensors.flat().map((t) => t.toArray())
const kinds = { RNN, LSTM, GRU } as const
const each = Object.entries(kinds) as [keyof typeof kinds, new (...args: unknown[]) => Layer][]

test('is printed as in torch', () => {
  const options = { numLayers: 2, bias: false, batchFirst: true, dropout: 0.5, bidirectional: true }
  expect(String(new LSTM(3, 4, options))).toBe(
    'LSTM(3, 4, numLayers=2, bias=false, batchFirst=true, dropout=0.5, bidirectional=true)',
  )
  expect(String(new nn.Sequential(new nn.RNNCell(3, 4, { nonlinearity: 'relu' }), new nn.GRUCell(3, 4)))).toBe(
    'Sequential(\n  (0): RNNCell(3, 4, nonlinearity=relu)\n  (1): GRUCell(3, 4)\n)',
  )
})

test.each(each)('%s: keys, shapes and first values are torch’s', (kind, Kind) => {
  manualSeed(1)
  const layer = new Kind(3, 100, { numLayers: 2, bidirectional: true })
  const rows = 100 * { RNN: 1, LSTM: 4, GRU: 3 }[kind]
  const shapes = Object.entries(layer.stateDict()).map(([key, { shape }]) => [key, shape])
  const own = (suffix: string, inputs: number) => [
    [`weight_ih_${suffix}`, [rows, inputs]],
    [`weight_hh_${suffix}`, [rows, 100]],
    [`bias_ih_${suffix}`, [rows]],
    [`bias_hh_${suffix}`, [rows]],
  ]
  expect(shapes).toEqual([...own('l0', 3), ...own('l0_reverse', 3), ...own('l1', 200), ...own('l1_reverse', 200)])
  for (const parameter of layer.parameters()) {
    const numbers = Array.from(parameter.data(), Number)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(0.1)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-0.1)
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(0.19)
  }
})

describe('a sequence is its cells’ steps one after the other', () => {
  test.each(each)('%s', (kind, Kind) => {
    manualSeed(2)
    for (const batch of [1, 3, 7]) {
      const layer = new Kind(5, 13)
      const cell = new nn[`${kind}Cell`](5, 13)
      cell.loadStateDict(
        Object.fromEntries(Object.entries(layer.stateDict()).map(([key, t]) => [key.replace('_l0', ''), t])),
      )
      const x = randn([4, batch, 5])
      const start = () => randn([batch, 13])
      const states = kind === 'LSTM' ? [start(), start()] : start()
      const [output, last] = call(
        layer,
        x,
        Array.isArray(states) ? states.map((s) => s.unsqueeze(0)) : states.unsqueeze(0),
      )
      let state: unknown = states
      const steps = Array.from({ length: 4 }, (_, t) => {
        state = (cell as unknown as { forward(x: Tensor, state: unknown): unknown }).forward(x.select(0, t), state)
        return Array.isArray(state) ? (state[0] as Tensor) : (state as Tensor)
      })
      // Fewer than four rows are multiplied as dot products, with another order of additions.
      if (batch < 4) close(output, stack(steps))
      else expect(output.toArray()).toEqual(stack(steps).toArray())
      for (const [i, s] of [last].flat().entries()) close(s.select(0, 0), [state as Tensor].flat()[i] as Tensor)
    }
  })
})

describe('sequences of several lengths', () => {
  test.each(each)('%s: each is what it is alone, in both directions', (_, Kind) => {
    manualSeed(3)
    const layer = new Kind(3, 5, { numLayers: 2, bidirectional: true, batchFirst: true })
    const lengths = [2, 6, 1, 4, 6]
    const x = randn([5, 6, 3])
    const [output, state] = call(layer, x, undefined, { lengths: Int32Array.from(lengths) })
    for (const [i, length] of lengths.entries()) {
      const [alone, own] = call(layer, x.narrow(0, i, 1).narrow(1, 0, length))
      const row = output.select(0, i)
      close(row.narrow(0, 0, length), alone.select(0, 0))
      expect(
        row
          .narrow(0, length, 6 - length)
          .abs()
          .sum()
          .item(),
      ).toBe(0)
      const mine = [state].flat().map((s) => s.select(1, i))
      for (const [s, expected] of [own].flat().entries()) close(mine[s] as Tensor, expected.select(1, 0))
    }
  })

  test('what stands beyond an end changes nothing, and gets no gradient', () => {
    manualSeed(4)
    const layer = new LSTM(2, 4, { bidirectional: true })
    const run = (beyond: number) => {
      const x = randn([4, 3, 2], { requiresGrad: true })
      const numbers = x.data().map((value, i) => (i % 6 < 2 && i >= 12 ? beyond : value))
      const input = tensor(numbers, { shape: [4, 3, 2], requiresGrad: true })
      const [output, [h]] = layer.forward(input, undefined, { lengths: [2, 4, 3] })
      output.sum().add(h.mul(2).sum()).backward()
      return { output: output.toArray(), gradient: (input.grad as Tensor).toArray() as number[][][] }
    }
    manualSeed(5)
    const { output, gradient } = run(1)
    manualSeed(5)
    expect(run(Number.MAX_VALUE / 1e300)).toEqual({ output, gradient })
    expect(gradient.slice(2).map((step) => step[0])).toEqual([
      [0, 0],
      [0, 0],
    ])
  })
})

test.each(each)('%s: one sequence without a batch axis is a batch of one', (_, Kind) => {
  const layer = new Kind(3, 4, { numLayers: 2, bidirectional: true, batchFirst: true })
  const x = randn([5, 3])
  const [output, state] = call(layer, x)
  const [expected, states] = call(layer, x.unsqueeze(0))
  expect(output.shape).toEqual([5, 8])
  expect(values(output)).toEqual(values(expected.select(0, 0)))
  expect(values(state)).toEqual(values([states].flat().map((s) => s.select(1, 0))))
})

test.each(each)('%s: no sequences give nothing, and gradients of 0', (_, Kind) => {
  const layer = new Kind(3, 4, { bidirectional: true })
  const x = zeros([5, 0, 3], { requiresGrad: true })
  const [output, state] = call(layer, x, undefined, { lengths: [] })
  expect([output.shape, [state].flat()[0]?.shape]).toEqual([
    [5, 0, 8],
    [2, 0, 4],
  ])
  output.sum().backward()
  expect(x.grad?.shape).toEqual([5, 0, 3])
  expect(layer.parameters().every((p) => p.grad !== null && p.grad.abs().sum().item() === 0)).toBe(true)
})

test.each(each)('%s: saturated gates give no NaN, neither forwards nor backwards', (_, Kind) => {
  manualSeed(6)
  const layer = new Kind(3, 6, { numLayers: 2 })
  for (const scale of [1e3, 1e30]) {
    const x = randn([7, 5, 3]).mul(scale).detach()
    x.requiresGrad = true
    const [output] = call(layer, x)
    output.sum().backward()
    const all = [output, x.grad as Tensor, ...layer.parameters().map((p) => p.grad as Tensor)]
    expect(all.filter((t) => t.isfinite().all().item() !== 1)).toEqual([])
    expect(output.abs().max().item()).toBeLessThanOrEqual(1)
    layer.zeroGrad()
  }
})

test('dropout is between layers only, and only while training', () => {
  manualSeed(7)
  const layer = new GRU(3, 4, { numLayers: 2, dropout: 1 })
  const single = new GRU(3, 4, { dropout: 0.9 })
  const x = randn([3, 2, 3])
  const evaluated = layer.eval().forward(x)[0].toArray()
  expect(layer.forward(x)[0].toArray()).toEqual(evaluated)
  // Everything dropped: the second layer sees zeros, and its own output is whole.
  const second = new GRU(4, 4)
  second.loadStateDict(
    Object.fromEntries(
      Object.entries(layer.stateDict()).flatMap(([key, t]) =>
        key.endsWith('l1') ? [[key.replace('l1', 'l0'), t]] : [],
      ),
    ),
  )
  expect(layer.train().forward(x)[0].toArray()).toEqual(second.forward(zeros([3, 2, 4]))[0].toArray())
  expect(single.forward(x)[0].toArray()).toEqual(single.eval().forward(x)[0].toArray())
})

describe('gates', () => {
  test('of an LSTM make its states', () => {
    manualSeed(8)
    const lstm = new LSTM(3, 5, { batchFirst: true, bidirectional: true, numLayers: 2 })
    const x = randn([4, 6, 3], { requiresGrad: true })
    const lengths = [6, 3, 1, 5]
    const [output, [, cN], gates] = lstm.forward(x, undefined, { lengths, gates: true })
    expect(gates.map((gate) => Object.keys(gate))).toEqual(
      Array(4).fill(['input', 'forget', 'candidate', 'output', 'cell']),
    )
    const [forward, reverse] = gates.slice(2) as [(typeof gates)[0], (typeof gates)[0]]
    expect(forward.cell.requiresGrad).toBe(false)
    close(cat([forward.output.mul(forward.cell.tanh()), reverse.output.mul(reverse.cell.tanh())], 2), output)
    const before = cat([zeros([4, 1, 5]), forward.cell.narrow(1, 0, 5)], 1)
    const cell = forward.forget.mul(before).add(forward.input.mul(forward.candidate))
    close(cell.select(0, 0), forward.cell.select(0, 0))
    // Beyond an end the gates are 0 and the cell stands still.
    expect(forward.input.select(0, 1).narrow(0, 3, 3).abs().sum().item()).toBe(0)
    close(forward.cell.select(1, 5), cN.select(0, 2))
    output.sum().backward()
    expect(x.grad).not.toBeNull()
  })

  test('of a GRU make its states', () => {
    const gru = new GRU(3, 5)
    const [output, hN, gates] = gru.forward(randn([4, 3]), undefined, { gates: true })
    const [{ reset, update, new: fresh }] = gates as [(typeof gates)[0]]
    expect([reset.shape, hN.shape]).toEqual([
      [4, 5],
      [1, 5],
    ])
    const before = cat([zeros([1, 5]), output.narrow(0, 0, 3)], 0)
    close(fresh.add(update.mul(before.sub(fresh))), output)
  })
})

test('a step without a gradient for what it does not train gives the same others', () => {
  manualSeed(9)
  const lstm = new LSTM(3, 5)
  const x = randn([4, 6, 3])
  const gradients = () => {
    lstm.zeroGrad()
    lstm.forward(x)[0].square().sum().backward()
    return lstm.parameters().map((p) => p.grad?.toArray())
  }
  const all = gradients()
  lstm.weight_ih_l0.requiresGrad = false
  lstm.bias_hh_l0.requiresGrad = false
  expect(gradients()).toEqual([undefined, all[1], all[2], undefined])
})

test.each(each)('%s: memory stays flat over training steps, with lengths, states and clipping', (_, Kind) => {
  const layer = new Kind(4, 6, { numLayers: 2, bidirectional: true, dropout: 0.2 })
  const optimizer = new optim.Adam(layer.parameters())
  const x = randn([5, 7, 4])
  const seen = [300, 2].map((steps) => {
    for (let i = 0; i < steps; i++) {
      const [output, state] = call(layer, x, undefined, { lengths: [1, 2, 3, 4, 5, 5, 5] })
      const loss = output
        .square()
        .mean()
        .add(([state].flat()[0] as Tensor).sum())
      optimizer.zeroGrad()
      loss.backward()
      nn.utils.clipGradNorm(layer.parameters(), 1)
      optimizer.step()
    }
    const { liveTensors, liveBytes } = memory()
    return { liveTensors, liveBytes }
  })
  expect(seen[1]).toEqual(seen[0])
})

test('nothing is left behind without recording', () => {
  const lstm = new LSTM(4, 6, { numLayers: 2, bidirectional: true })
  const x = scope(() => tensor(new Float32Array(5 * 3 * 4), { shape: [5, 3, 4] }))
  const run = () => {
    const [output, [h, c]] = noGrad(() => lstm.forward(x, undefined, { lengths: [1, 5, 3], gates: false }))
    for (const t of [output, h, c]) t.dispose()
  }
  run()
  const { liveTensors, liveBytes } = memory()
  run()
  expect(memory()).toMatchObject({ liveTensors, liveBytes })
})

test('summary counts the multiply-adds of layers and cells', () => {
  class Model extends nn.Module {
    lstm = new LSTM(3, 5, { numLayers: 2, bidirectional: true })
    cell = new nn.GRUCell(10, 7)
    forward(x: Tensor): Tensor {
      return this.cell.forward(this.lstm.forward(x)[0].select(0, 0))
    }
  }
  const { rows } = nn.summary(new Model(), [6, 4, 3])
  const layer = 6 * 4 * (2 * 20 * (3 + 5) + 2 * 20 * (10 + 5))
  expect(rows.map((row) => row.multiplyAdds)).toEqual([null, layer, 4 * 21 * (10 + 7)])
})

function close(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape)
  expect(actual.sub(expected).abs().max().item()).toBeLessThan(1e-6)
}
