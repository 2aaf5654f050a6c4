import type { Tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { expectClose, expectValuesClose } from '../fixtures/expect-close.js'
import { precisions } from '../fixtures/precision.js'
import { type Ref, read } from '../fixtures/read.js'

interface Case {
  name: string
  optimizer: 'SGD' | 'Adam'
  options: { lr: number; momentum?: number }
  /** The loss before each of the 50 steps, as torch computes it in double precision. */
  curve: Ref
  final: Record<string, Ref>
}

const fixture = read<{ state: Record<string, Ref>; x: Ref; y: Ref; cases: Case[] }>('cnn')

for (const { name, library, float } of precisions) {
  const { nn, optim, tensor } = library
  const make = (ref: Ref) => {
    const { values, shape } = fixture.stored(ref)
    return tensor(values, { shape })
  }
  const [curve, weights] =
    float === 'float32'
      ? [
          { rtol: 1e-4, atol: 1e-6 },
          { rtol: 1e-3, atol: 1e-4 },
        ]
      : [
          { rtol: 1e-9, atol: 1e-12 },
          { rtol: 1e-8, atol: 1e-9 },
        ]

  describe(`50 steps of a CNN on ${name}`, () => {
    test.each(fixture.cases)('$name: the losses and the last weights are torch’s', (one) => {
      const model = new nn.Sequential(
        new nn.Conv2d(1, 4, 3, { padding: 1, bias: false }),
        new nn.BatchNorm2d(4),
        new nn.ReLU(),
        new nn.MaxPool2d(2),
        new nn.Conv2d(4, 6, 3, { stride: 2, padding: 'valid' }),
        new nn.ReLU(),
        new nn.ConvTranspose2d(6, 2, 2),
        new nn.Flatten(),
        new nn.Linear(18, 3),
      )
      model.loadStateDict(Object.fromEntries(Object.entries(fixture.state).map(([key, ref]) => [key, make(ref)])))
      const optimizer = new optim[one.optimizer](model.parameters(), one.options)
      const [x, y] = [make(fixture.x), make(fixture.y)]
      const expected = Array.from(fixture.stored(one.curve).values)
      const losses: number[] = []
      for (let step = 0; step < expected.length; step++) {
        const loss = nn.functional.crossEntropy(model.forward(x) as Tensor, y)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
        losses.push(loss.item() as number)
      }
      expectValuesClose(losses, expected, curve, 'loss')
      const final = Object.fromEntries(model.namedParameters())
      expect(Object.keys(final)).toEqual(Object.keys(one.final))
      for (const [key, ref] of Object.entries(one.final)) {
        expectClose(final[key] as Tensor, fixture.stored(ref), weights, float, key)
      }
    })
  })
}
