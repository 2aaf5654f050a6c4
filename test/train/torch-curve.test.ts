import type { Tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { expectClose, expectValuesClose } from '../fixtures/expect-close.js'
import { precisions } from '../fixtures/precision.js'
import { type Ref, read } from '../fixtures/read.js'

interface Case {
  name: string
  optimizer: 'SGD' | 'Adam'
  options: { lr: number; momentum?: number }
  /** The loss before each of the 50 steps, as torch computes it in either precision. */
  curves: { float32: Ref; float64: Ref }
  final: Record<string, Ref>
}

const fixture = read<{ state: Record<string, Ref>; x: Ref; y: Ref; cases: Case[] }>('training')

for (const { name, library, float, backward } of precisions) {
  const { nn, optim, tensor } = library
  const make = (ref: Ref) => {
    const { values, shape } = fixture.stored(ref)
    return tensor(values, { shape })
  }
  const { forward: tolerance, curve } =
    float === 'float32'
      ? { forward: { rtol: 1e-4, atol: 0 }, curve: 'float32' as const }
      : { forward: { rtol: 1e-9, atol: 0 }, curve: 'float64' as const }

  describe(`50 steps of an MLP on ${name}`, () => {
    for (const one of fixture.cases) {
      test(`${one.name}: the losses and the last weights are torch's`, () => {
        const model = new nn.Sequential(new nn.Linear(13, 16), new nn.ReLU(), new nn.Linear(16, 5))
        const state = Object.entries(fixture.state).map(([key, ref]) => [key, make(ref)])
        model.loadStateDict(Object.fromEntries(state))
        const optimizer = new optim[one.optimizer](model.parameters(), one.options)
        const [x, y] = [make(fixture.x), make(fixture.y)]
        const expected = Array.from(fixture.stored(one.curves[curve]).values)
        const losses: number[] = []
        for (let step = 0; step < expected.length; step++) {
          const loss = nn.functional.crossEntropy(model.forward(x) as Tensor, y)
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
          losses.push(loss.item() as number)
        }
        expectValuesClose(losses, expected, tolerance, 'loss')
        const final = model.stateDict()
        expect(Object.keys(final)).toEqual(Object.keys(one.final))
        for (const [key, ref] of Object.entries(one.final)) {
          expectClose(final[key] as Tensor, fixture.stored(ref), backward, float, key)
        }
      })
    }
  })
}
