import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PureMlp } from '../../bench/pure-js/mlp.mjs'
import { multiplyTransposed } from '../../bench/pure-js/multiply-transposed.mjs'

interface LayerValues {
  weight: number[]
  bias: number[]
}

interface Reference {
  sizes: number[]
  rows: number
  weights: LayerValues[]
  images: number[]
  labels: number[]
  runs: Record<RunName, { losses: number[]; predictions: number[]; finalWeights: LayerValues[] }>
}

type RunName = 'sgd' | 'momentum' | 'adam'

// Written by bench/pure-js/check-mlp.py.
const file = new URL('../../bench/pure-js/mlp-reference.json', import.meta.url)
const reference: Reference = JSON.parse(readFileSync(file, 'utf8'))
const { sizes, rows } = reference
const images = Float32Array.from(reference.images)
const labels = Int32Array.from(reference.labels)
const weights = reference.weights.map(({ weight, bias }) => ({
  weight: Float32Array.from(weight),
  bias: Float32Array.from(bias),
}))

const optimizers = {
  sgd: { name: 'sgd', lr: 0.1 },
  momentum: { name: 'sgd', lr: 0.1, momentum: 0.9 },
  adam: { name: 'adam' },
} as const

describe('PureMlp', () => {
  it.each(['sgd', 'momentum', 'adam'] as const)('trains as PyTorch does with %s', (name) => {
    // A larger batchSize than rows: every step is a partial batch.
    const mlp = new PureMlp({ sizes, batchSize: rows + 3, weights, optimizer: optimizers[name] })
    const run = reference.runs[name]
    expect(run.losses).toHaveLength(10)
    for (const expected of run.losses) {
      const loss = mlp.step(images, labels, rows)
      expect(Math.abs(loss - expected) / expected).toBeLessThan(1e-5)
    }
    expect([...mlp.predict(images, rows)]).toEqual(run.predictions)
    run.finalWeights.forEach((layer, index) => {
      expectClose(mlp.weights[index]!.weight, layer.weight)
      expectClose(mlp.weights[index]!.bias, layer.bias)
    })
  })

  it('predicts more rows than one batch holds', () => {
    const whole = new PureMlp({ sizes, batchSize: rows, weights })
    const parts = new PureMlp({ sizes, batchSize: 3, weights })
    expect(parts.predict(images, rows)).toEqual(whole.predict(images, rows))
  })

  it('gives three layers the gradient that differences of the loss give', () => {
    const deep = { sizes: [5, 7, 6, 3], batchSize: 4, optimizer: { name: 'sgd', lr: 1 } } as const
    const inputs = images.slice(0, 20)
    const classes = Int32Array.of(2, 0, 1, 1)
    const before = new PureMlp({ ...deep, seed: 5 })
    const after = new PureMlp({ ...deep, weights: before.weights })
    after.step(inputs, classes, 4)
    // Small enough that no unit crosses the kink of ReLU; the loss itself is summed in float64.
    const epsilon = 1e-3
    for (const index of [0, 1, 2]) {
      for (const key of ['weight', 'bias'] as const) {
        const gradient = before.weights[index]![key].map((value, i) => value - after.weights[index]![key][i]!)
        const differences = gradient.map((_, i) => {
          const lossAt = (shift: number) => {
            const moved = new PureMlp({ ...deep, weights: before.weights })
            const parameter = moved.weights[index]![key]
            parameter[i] = parameter[i]! + shift
            return moved.step(inputs, classes, 4)
          }
          return (lossAt(epsilon) - lossAt(-epsilon)) / (2 * epsilon)
        })
        expect(Math.hypot(...gradient)).toBeGreaterThan(1e-3)
        gradient.forEach((value, i) => {
          expect(Math.abs(value - differences[i]!)).toBeLessThan(1e-5)
        })
      }
    }
  })

  it('starts from the same weights for the same seed only', () => {
    const start = (seed: number) => new PureMlp({ sizes, batchSize: 1, seed }).weights
    expect(start(1)).toEqual(start(1))
    expect(start(1)).not.toEqual(start(2))
  })

  it('rejects what does not fit', () => {
    const mlp = new PureMlp({ sizes, batchSize: 4, weights })
    expect(() => mlp.step(images, labels, 5)).toThrow(/at most batchSize 4/)
    expect(() => mlp.step(images.subarray(1), labels, rows)).toThrow(/needs count/)
    expect(() => mlp.step(images, Int32Array.of(0, 1, 2, 5), 4)).toThrow(/row 3 has 5/)
    expect(() => new PureMlp({ sizes: [20, 15, 5], batchSize: 4, weights })).toThrow(/layer 0 needs weight \[15, 20\]/)
    const unknown = { name: 'sgd', rate: 1 } as const
    expect(() => new PureMlp({ sizes, batchSize: 4, optimizer: unknown })).toThrow(/unknown option 'rate'/)
  })
})

describe('multiplyTransposed', () => {
  it.each([
    [4, 2, 3],
    [1, 1, 1],
    [3, 1, 5],
    [7, 5, 4],
    [9, 10, 2],
  ])('multiplies [%i, k] by [%i, k]ᵀ, whole tiles and the rest, k = %i', (m, n, k) => {
    const a = Float64Array.from({ length: m * k }, (_, i) => ((i * 7) % 11) - 5)
    const b = Float64Array.from({ length: n * k }, (_, i) => ((i * 5) % 13) - 6)
    const out = new Float64Array(m * n).fill(Number.NaN)
    multiplyTransposed(a, b, out, m, n, k)
    const expected = out.map((_, i) => {
      let sum = 0
      for (let p = 0; p < k; p++) sum += a[Math.floor(i / n) * k + p]! * b[(i % n) * k + p]!
      return sum
    })
    expect(out).toEqual(expected)
  })
})

/** Every value within 1e-5 + 1e-5 · |expected|. */
function expectClose(actual: Float32Array, expected: number[]): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThan(1e-5 + 1e-5 * Math.abs(value))
  })
}
