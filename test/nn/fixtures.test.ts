import { describe, expect, test } from 'vitest'
import { precisions } from '../fixtures/precision.js'
import { read } from '../fixtures/read.js'
import { walk } from '../fixtures/walk.js'

walk('activation', 'loss', 'linear', 'pooling', 'images', 'embedding', 'convolution')

const init = read<{ linear: { inputs: number; outputs: number; bound: number }[]; prelu: number }>('init')

for (const { name, library } of precisions) {
  describe(`default initialisation on ${name}`, () => {
    for (const { inputs, outputs, bound } of init.linear) {
      test(`Linear(${inputs}, ${outputs}) is uniform in ±${bound.toFixed(4)}`, () => {
        library.manualSeed(1)
        const layers = Array.from({ length: 40 }, () => new library.nn.Linear(inputs, outputs).stateDict())
        for (const key of ['weight', 'bias']) {
          const values = layers.flatMap((state) => Array.from(state[key]?.data() ?? [], Number))
          const size = layers.length * outputs * (key === 'weight' ? inputs : 1)
          expect(values.length).toBe(size)
          const share = values.map((value) => value / bound)
          expect(share.filter((value) => Math.abs(value) > 1 + 1e-6)).toEqual([])
          // Mean and variance of the uniform distribution on ±1, each within five standard errors.
          const mean = share.reduce((sum, value) => sum + value, 0) / size
          const square = share.reduce((sum, value) => sum + value * value, 0) / size
          expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(3 * size))
          expect(Math.abs(square - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / size))
        }
      })
    }

    test(`PReLU starts at ${init.prelu}`, () => {
      expect(new library.nn.PReLU({ numParameters: 3 }).stateDict().weight?.toArray()).toEqual(
        Array(3).fill(init.prelu),
      )
    })
  })
}
