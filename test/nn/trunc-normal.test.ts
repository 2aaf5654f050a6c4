import { manualSeed, nn, tensor, ValueError, zeros } from 'grad128'
import * as double from 'grad128/float64'
import { describe, expect, test } from 'vitest'
import { critical, kolmogorov, moments, normalCumulative } from '../tensor/distribution.js'

const N = 50_000
const { truncNormal } = nn.init

describe('nn.init.truncNormal', () => {
  /** Mean and deviation by the published formulas, in 40 digits. */
  test.each([
    [{}, 0, 0.879625661034],
    [{ mean: 1, std: 3 }, 0.139151138869, 1.11581050449],
    [{ a: -0.5, b: 3 }, 0.503734458505, 0.686955342297],
    [{ a: 6, b: 8 }, 6.15848136684, 0.154871602975],
    [{ a: -8, b: -6 }, -6.15848136684, 0.154871602975],
    [{ std: 0.02 }, 0, 0.02],
  ])('%o has its moments, within its bounds', (options, mean, deviation) => {
    manualSeed(11)
    const drawn = moments(truncNormal(zeros([N]), options))
    expect(Math.abs(drawn.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(N))
    expect(Math.sqrt(drawn.variance) / deviation).toBeCloseTo(1, 1.7)
    const { a, b } = { a: -2, b: 2, ...options }
    expect(drawn.values.every((value) => value >= a && value <= b)).toBe(true)
  })

  test('has the shape of the normal distribution between its bounds', () => {
    manualSeed(12)
    const { values } = moments(truncNormal(zeros([N]), { mean: 0.5, std: 2, a: -1, b: 3 }))
    const share = (x: number) => normalCumulative((x - 0.5) / 2)
    const cumulative = (x: number) => (share(x) - share(-1)) / (share(3) - share(-1))
    expect(kolmogorov(values, cumulative)).toBeLessThan(critical(N))
  })

  test('draws the same numbers in both precisions, and again from the same seed', () => {
    const options = { mean: 0.1, std: 0.7, a: -0.3, b: 2.3 }
    manualSeed(13)
    double.manualSeed(13)
    const drawn = truncNormal(zeros([7, 11]), options).data()
    const exact = double.nn.init.truncNormal(double.zeros([7, 11]), options).data()
    expect([...drawn]).toEqual([...exact].map(Math.fround))
    manualSeed(13)
    expect(truncNormal(zeros([77]), options).data()).toEqual(drawn)
  })

  test('fills in place and returns what it filled', () => {
    const t = zeros([3])
    expect(truncNormal(t)).toBe(t)
    expect(t.toArray()).not.toEqual([0, 0, 0])
    expect(truncNormal(zeros([0])).size).toBe(0)
  })

  test('takes bounds that do not bound', () => {
    manualSeed(14)
    const { mean, variance } = moments(truncNormal(zeros([N]), { a: -Infinity, b: Infinity }))
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(N))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / N))
  })

  test('refuses what is no distribution', () => {
    const refused = (options: nn.init.TruncNormalOptions, message: RegExp) => {
      const t = zeros([2])
      expect(() => truncNormal(t, options)).toThrow(ValueError)
      expect(() => truncNormal(t, options)).toThrow(message)
      expect(t.toArray()).toEqual([0, 0])
    }
    refused({ a: 2, b: 2 }, /a < b.*2 and 2/)
    refused({ a: Number.NaN }, /a < b/)
    refused({ std: 0 }, /std > 0.*got 0/)
    refused({ std: -1 }, /std > 0.*got -1/)
    refused({ std: Infinity }, /std > 0/)
    refused({ mean: Number.NaN }, /finite mean/)
    refused({ a: 38, b: 40 }, /37 std.*\[38, 40\]/)
    refused({ mean: 5, std: 0.1, a: 0, b: 1 }, /37 std/)
    expect(() => truncNormal(tensor([1, 2], { dtype: 'int32' }))).toThrow(/float32/)
    // @ts-expect-error: the option is called b
    expect(() => truncNormal(zeros([2]), { high: 3 })).toThrow(/unknown option 'high'.*mean, std, a, b/)
  })
})
