import { gradcheck, nn, type Tensor } from 'grad128/float64'
import { expect, test } from 'vitest'
import { leaf } from './values.js'

type Kind = 'RNN' | 'LSTM' | 'GRU'
interface Call {
  forward(x: Tensor, state: unknown, options?: unknown): unknown[]
}

const settings = [{}, { numLayers: 2, bidirectional: true }, { bias: false, batchFirst: true }]
const cases = (['RNN', 'LSTM', 'GRU'] as Kind[]).flatMap((kind) =>
  settings.flatMap((options) => [undefined, [3, 1, 2, 2]].map((lengths) => ({ kind, options, lengths }))),
)

test.each(cases)(
  'gradients of $kind $options, lengths $lengths, agree with differences',
  ({ kind, options, lengths }) => {
    const layer = new nn[kind](2, 3, options)
    for (const [i, parameter] of layer.parameters().entries()) parameter.copyFrom(leaf(parameter.shape, -1, 1, i))
    const x = leaf('batchFirst' in options ? [4, 3, 2] : [3, 4, 2])
    const layers = 'numLayers' in options ? 4 : 1
    const states = Array.from({ length: kind === 'LSTM' ? 2 : 1 }, (_, i) => leaf([layers, 4, 3], -1, 1, 20 + i))
    const fn = (x: Tensor, ...all: Tensor[]) => {
      const given = all.slice(0, states.length)
      const results = (layer as unknown as Call).forward(x, kind === 'LSTM' ? given : given[0], { lengths })
      return results.flat() as Tensor[]
    }
    const inputs = [x, ...states, ...layer.parameters()]
    expect(gradcheck(fn as never, inputs, { atol: 1e-7, rtol: 1e-6 })).toBe(true)
  },
)
