import * as grad128 from 'grad128'
import { GRU, LSTM, type Module, RNN } from 'grad128/nn'
import type { RecurrentState } from 'grad128/train'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectValuesClose } from '../fixtures/expect-close.js'
import { precisions } from '../fixtures/precision.js'
import { type Ref, read } from '../fixtures/read.js'

type Tensor = grad128.Tensor
const { cat, manualSeed, memory, nn, oneHot, optim, rand, randint, tensor, train, zeros } = grad128
const F = nn.functional

interface Flow {
  name: 'RNN' | 'LSTM' | 'GRU'
  state: Record<string, Ref>
  weight: Ref
  norms: Ref
}

interface Training {
  state: Record<string, Ref>
  x: Ref
  y: Ref
  curves: { float32: Ref; float64: Ref }
  cases: Flow[]
}

const fixture = read<Training>('recurrent_training')

for (const { name, library, float } of precisions) {
  const make = (ref: Ref) => library.tensor(fixture.stored(ref).values, { shape: fixture.stored(ref).shape })

  describe(`beside torch on ${name}`, () => {
    test('50 steps of an LSTM classifier have its losses', () => {
      const lstm = new library.nn.LSTM(3, 8)
      const head = new library.nn.Linear(8, 4)
      for (const [prefix, layer] of [
        ['lstm.', lstm],
        ['head.', head],
      ] as const) {
        const own = Object.entries(fixture.state).filter(([key]) => key.startsWith(prefix))
        layer.loadStateDict(Object.fromEntries(own.map(([key, ref]) => [key.slice(prefix.length), make(ref)])))
      }
      const parameters = [...lstm.parameters(), ...head.parameters()]
      const optimizer = new library.optim.Adam(parameters, { lr: 0.03 })
      const [x, y] = [make(fixture.x), make(fixture.y)]
      const expected = Array.from(fixture.stored(fixture.curves[float as 'float32' | 'float64']).values)
      const losses = expected.map(() => {
        const [, [h]] = lstm.forward(x)
        const loss = library.nn.functional.crossEntropy(head.forward(h.select(0, 0)), y)
        optimizer.zeroGrad()
        loss.backward()
        library.nn.utils.clipGradNorm(parameters, 0.5)
        optimizer.step()
        return loss.item() as number
      })
      expectValuesClose(losses, expected, { rtol: float === 'float32' ? 1e-4 : 1e-9, atol: 0 }, 'loss')
    })

    test.each(fixture.cases)('gradientFlow of $name gives the norms of its dL/dh', (one) => {
      const layer = new library.nn[one.name](3, 8)
      const state = Object.entries(one.state).map(([key, ref]) => [`${key}_l0`, make(ref)])
      layer.loadStateDict(Object.fromEntries(state))
      const loss = (output: Tensor, last: Tensor | [Tensor, Tensor]) => {
        const h = [last].flat()[0] as Tensor
        return h
          .square()
          .sum()
          .add(output.mul(make(one.weight)).sum())
      }
      const norms = library.train.gradientFlow(layer, make(fixture.x), loss as never)
      const tolerance = { rtol: float === 'float32' ? 1e-4 : 1e-9, atol: 0 }
      expectValuesClose(norms, Array.from(fixture.stored(one.norms).values), tolerance, 'norm')
      expect(layer.parameters().map((p) => p.grad)).toEqual([null, null, null, null])
    })
  })
}

describe('gradientFlow', () => {
  const x = () =>
    tensor(
      Float32Array.from({ length: 60 }, (_, i) => Math.sin(i)),
      { shape: [5, 4, 3] },
    )

  test('of several layers and directions', () => {
    manualSeed(1)
    const gru = new GRU(3, 6, { numLayers: 2, bidirectional: true })
    const loss = (output: Tensor) => output.square().sum()
    const all = train.gradientFlow(gru, x(), loss, { perLayer: true })
    expect(all.map((flow) => flow.length)).toEqual([5, 5, 5, 5])
    const last = train.gradientFlow(gru, x(), loss)
    for (const [t, norm] of last.entries()) {
      expect(norm).toBeCloseTo(Math.hypot(all[2]?.[t] as number, all[3]?.[t] as number), 12)
    }
  })

  test('counts a sequence up to its end, and sees what begins to fade', () => {
    manualSeed(2)
    const rnn = new RNN(3, 6)
    rnn.weight_hh_l0.copyFrom(rnn.weight_hh_l0.mul(0.3))
    const whole = train.gradientFlow(rnn, x(), (_, h: Tensor) => h.sum())
    for (const [t, norm] of whole.slice(0, -1).entries()) expect(norm).toBeLessThan(0.6 * (whole[t + 1] as number))
    const cut = train.gradientFlow(rnn, [x(), undefined, { lengths: [2, 2, 1, 2] }], (_, h: Tensor) => h.sum())
    expect(cut.slice(2)).toEqual([0, 0, 0])
    expect(cut[1]).toBeCloseTo(Math.sqrt(3 * 6), 5)
  })

  test('leaves nothing behind', () => {
    const lstm = new LSTM(3, 6)
    const input = x()
    const run = () => train.gradientFlow(lstm, input, (output) => output.mean())
    run()
    const { liveTensors, liveBytes } = memory()
    for (let i = 0; i < 20; i++) run()
    expect(memory()).toMatchObject({ liveTensors, liveBytes })
  })
})

/** A symbol, `lag` steps of noise, and the question which it was: the share of right answers in the last steps. */
function copyTask(kind: 'LSTM' | 'RNN', lag: number, steps: number): number {
  manualSeed(3)
  const [batch, symbols, hidden] = [32, 4, 24]
  const layer = new nn[kind](symbols + 1, hidden)
  if (kind === 'LSTM') rememberUpTo(lag, layer)
  const head = new nn.Linear(hidden, symbols)
  const parameters = [...layer.parameters(), ...head.parameters()]
  const optimizer = new optim.Adam(parameters, { lr: 0.01 })
  let right = 0
  for (let step = 0; step < steps; step++) {
    const labels = randint(0, symbols, [batch])
    const question = zeros([1, batch, symbols + 1])
    const noise = cat([zeros([lag, batch, symbols]), rand([lag, batch, 1]).mul(2).sub(1)], 2)
    const symbol = oneHot(labels, symbols + 1)
      .cast('float32')
      .unsqueeze(0)
    const [output] = layer.forward(cat([symbol, noise, question], 0))
    const logits = head.forward(output.select(0, -1))
    const loss = F.crossEntropy(logits, labels)
    optimizer.zeroGrad()
    loss.backward()
    nn.utils.clipGradNorm(parameters, 1)
    optimizer.step()
    if (step >= steps - 10) right += accuracy(logits, labels) / 10
  }
  return right
}

/** Gates that begin with the time scales of the task. Source: Tallec and Ollivier, "Can RNNs warp time?", 2018. */
function rememberUpTo(lag: number, lstm: LSTM | RNN): void {
  const { hiddenSize, bias_ih_l0 } = lstm
  const bias = bias_ih_l0.data()
  for (let unit = 0; unit < hiddenSize; unit++) {
    const open = Math.log(1 + ((lag - 1) * (unit + 1)) / hiddenSize)
    bias[unit] = -open
    bias[hiddenSize + unit] = open
  }
  bias_ih_l0.copyFrom(bias)
}

function accuracy(logits: Tensor, labels: Tensor): number {
  const found = logits.argmax({ dim: 1 }).data()
  const wanted = labels.data()
  return found.filter((label, i) => label === wanted[i]).length / wanted.length
}

test('an LSTM remembers over 60 steps what a plain network forgets', () => {
  expect(copyTask('LSTM', 60, 250)).toBeGreaterThan(0.95)
  expect(copyTask('RNN', 60, 250)).toBeLessThan(0.6)
}, 30_000)

describe('truncatedBptt', () => {
  class Model extends nn.Module {
    gru = new GRU(1, 16)
    head = new nn.Linear(16, 1)
    forward(x: Tensor, state?: Tensor): [Tensor, Tensor] {
      const [output, hN] = this.gru.forward(x, state)
      return [this.head.forward(output), hN]
    }
  }
  const wave = (length: number, shift: number) =>
    tensor(
      Float32Array.from({ length: length * 2 }, (_, i) => Math.sin((i >> 1) * 0.4 + (i % 2) + shift)),
      {
        shape: [length, 2, 1],
      },
    )

  let model: Model
  beforeAll(() => {
    manualSeed(4)
    model = new Model()
  })
  afterAll(() => model.zeroGrad())

  test('carries the state on: evaluated at once, the windows give what a whole pass gives', async () => {
    const frozen = { paramGroups: [{ params: model.parameters() }], zeroGrad: () => model.zeroGrad(), step: () => {} }
    const [x, y] = [wave(30, 0), wave(30, 0.4)]
    const [output, hN] = model.forward(x)
    const expected = F.mseLoss(output, y).item() as number
    let sum = 0
    let state: RecurrentState = []
    const stream = [
      [x.narrow(0, 0, 17), y.narrow(0, 0, 17)],
      [x.narrow(0, 17, 13), y.narrow(0, 17, 13)],
    ]
    for await (const step of train.truncatedBptt(model, stream, { steps: 6, optimizer: frozen, loss: F.mseLoss })) {
      const length = [6, 6, 5, 6, 6, 1][step.window] as number
      sum += step.loss * length
      state = step.state
      expect((state as Tensor).requiresGrad).toBe(false)
    }
    expect(sum / 30).toBeCloseTo(expected, 5)
    expect(Array.from((state as Tensor).data())).toEqual(
      Array.from(hN.data(), (value) => expect.closeTo(Number(value), 5)),
    )
  })

  test('learns, with flat memory, and stops when nobody asks for more', async () => {
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.02 })
    const losses: number[] = []
    const live: number[] = []
    const options = { steps: 10, optimizer, loss: F.mseLoss, clipGradNorm: 1 }
    for await (const { window, loss, gradientNorm } of train.truncatedBptt(
      model,
      [wave(5000, 0), wave(5000, 0.4)],
      options,
    )) {
      losses.push(loss)
      expect(gradientNorm).toBeGreaterThan(0)
      live.push(memory().liveTensors)
      if (window === 149) break
    }
    expect(losses).toHaveLength(150)
    expect(losses.at(-1)).toBeLessThan(0.05 * (losses[0] as number))
    // In asynchronous code the garbage collector may free more.
    expect(live.at(-1)).toBeLessThanOrEqual(live[2] as number)
  })

  test('takes a pair of states, and windows as they come, also later ones', async () => {
    const lstm = new LSTM(1, 4)
    const optimizer = new optim.SGD(lstm.parameters(), { lr: 0.1 })
    async function* stream() {
      for (let i = 0; i < 3; i++) {
        await Promise.resolve()
        yield [wave(4, i), tensor(new Float32Array(32), { shape: [4, 2, 4] })]
      }
    }
    const state = [grad128.ones([1, 2, 4]), grad128.ones([1, 2, 4])]
    const seen: unknown[] = []
    for await (const step of train.truncatedBptt(lstm, stream(), { optimizer, loss: F.mseLoss, state })) {
      seen.push([step.window, (step.state as Tensor[]).map((t) => t.shape), Number.isNaN(step.gradientNorm)])
    }
    const shapes = [
      [1, 2, 4],
      [1, 2, 4],
    ]
    expect(seen).toEqual([0, 1, 2].map((window) => [window, shapes, true]))
  })

  test('refuses, before parameters change, what is not finite, and other models', async () => {
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
    const before = model.parameters().map((p) => p.toArray())
    const infinite = (output: Tensor) => output.mul(Number.POSITIVE_INFINITY).sum()
    const all = async (target: Module, x: unknown, loss: (a: Tensor, b: Tensor) => Tensor, steps?: number) => {
      for await (const _ of train.truncatedBptt(target, [[x, wave(6, 0)]], { steps, optimizer, loss })) void _
    }
    await expect(all(model, wave(6, 0), infinite)).rejects.toThrow(
      /^truncatedBptt: expected a finite loss, got .* at window 0/,
    )
    expect(model.parameters().map((p) => p.toArray())).toEqual(before)
    await expect(all(new nn.Linear(1, 1), wave(6, 0), F.mseLoss)).rejects.toThrow(
      'truncatedBptt: expected the model to return [output, state], got a Tensor',
    )
    await expect(all(model, wave(5, 0), F.mseLoss, 2)).rejects.toThrow(
      'truncatedBptt: expected a target of as many steps as the input, 5 along axis 0, got [6, 2, 1]',
    )
    await expect(all(model, tensor(1), F.mseLoss, 2)).rejects.toThrow(
      'truncatedBptt: expected a tensor with a time axis (0) to cut into windows, got one of shape []',
    )
  })
})
