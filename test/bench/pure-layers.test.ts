import { describe, expect, it } from 'vitest'
import { makeLayer } from '../../bench/pure-js/layers/index.mjs'
import { uniform } from '../../bench/subjects/inputs.mjs'
import type { Layer } from '../../bench/subjects/layers.mjs'
import { initialParameters, splitParameters } from '../../bench/subjects/training.mjs'

const layers: [Layer, number[]][] = [
  [{ type: 'Linear', in: 4, out: 3 }, [5, 4]],
  [{ type: 'Conv2d', in: 2, out: 3, kernel: 3, padding: 1, size: 4 }, [2, 2, 4, 4]],
  [{ type: 'Conv2d', in: 4, out: 6, groups: 2, kernel: 2, padding: 0, size: 3 }, [2, 4, 3, 3]],
  [{ type: 'BatchNorm2d', channels: 3 }, [2, 3, 2, 2]],
  [{ type: 'MaxPool2d', kernel: 2 }, [2, 2, 5, 5]],
  [{ type: 'MaxPool2d', kernel: 3, stride: 2, padding: 1 }, [2, 2, 5, 5]],
  [{ type: 'RNN', in: 3, hidden: 4, steps: 5 }, [2, 5, 3]],
  [{ type: 'LSTM', in: 3, hidden: 4, steps: 5 }, [2, 5, 3]],
  [{ type: 'GRU', in: 3, hidden: 4, steps: 5 }, [2, 5, 3]],
  [{ type: 'ReLU' }, [3, 4]],
  [{ type: 'Tanh' }, [3, 4]],
]
const product = (shape: readonly number[]) => shape.reduce((count, size) => count * size, 1)

describe('the gradients of a layer in pure JavaScript', () => {
  it.each(layers)('%o are those that differences give', (options, shape) => {
    const values = initialParameters([options])
    const parameters = splitParameters([options], values).map((part) => part.values)
    // No two alike, and none near 0: no step below crosses a kink of ReLU or changes which is the largest.
    const x = Float64Array.from({ length: product(shape) }, (_, i) => ((37 * i) % 101) / 50 - 0.997)
    const layer = makeLayer(options, shape, parameters)
    const dy = Float64Array.from(uniform(product(layer.shape), { seed: 2 }))
    const weighted = () => layer.forward(x).reduce((sum, y, i) => sum + y * dy[i]!, 0)
    const epsilon = 2 ** -10
    const slopes = (array: Float32Array | Float64Array) =>
      Array.from(array, (value, i) => {
        const [high, low] = [epsilon, -epsilon].map((shift) => {
          array[i] = value + shift
          return [weighted(), array[i]!] as const
        })
        array[i] = value
        return (high![0] - low![0]) / (high![1] - low![1])
      })
    const expected = [slopes(x), ...parameters.map(slopes)]
    layer.forward(x)
    const dx = layer.backward(dy, { input: true, parameters: true })!
    const actual = [dx, ...layer.gradients]
    expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
    for (const [part, gradient] of actual.entries()) {
      expect(Math.hypot(...gradient)).toBeGreaterThan(0.1)
      gradient.forEach((value, i) => {
        expect(Math.abs(value - expected[part]![i]!), `part ${part}, ${i}`).toBeLessThan(1e-5)
      })
    }
  })

  it('are left out where nobody needs them', () => {
    const [options, shape] = layers[1]!
    const parameters = splitParameters([options], initialParameters([options])).map((part) => part.values)
    const layer = makeLayer(options, shape, parameters)
    layer.forward(new Float64Array(product(shape)).fill(1))
    const dy = new Float64Array(product(layer.shape)).fill(1)
    expect(layer.backward(dy, { input: false, parameters: true })).toBeUndefined()
    const [weightGradient] = layer.gradients
    const before = Array.from(weightGradient!)
    expect(layer.backward(dy.fill(2), { input: true, parameters: false })).toHaveLength(product(shape))
    expect(Array.from(weightGradient!)).toEqual(before)
  })
})
