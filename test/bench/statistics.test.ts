import { describe, expect, it } from 'vitest'
import { bootstrapMedian, median } from '../../bench/harness/statistics.mjs'
import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'

describe('median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(median([9])).toBe(9)
    expect(median([10, 9, 1])).toBe(9)
    expect(median([100, 1, 3, 2])).toBe(2.5)
  })

  it('leaves its argument as it was', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('refuses nothing', () => {
    expect(() => median([])).toThrow(/at least one value/)
  })
})

describe('bootstrapMedian', () => {
  /** Standard normal numbers, by Box and Muller. */
  function normals(random: () => number): () => number {
    return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  }

  it('gives the same interval for the same seed', () => {
    const groups = [
      [1, 2, 3, 4, 5],
      [2, 3, 4],
    ]
    const interval = (seed: number) => bootstrapMedian(groups, { random: mulberry32(seed) })
    expect(interval(1)).toEqual(interval(1))
    expect(interval(1).low).toBeLessThan(interval(1).high)
  })

  it('covers the true median about as often as it says', () => {
    const random = mulberry32(3)
    const normal = normals(random)
    const experiments = 200
    let covered = 0
    for (let i = 0; i < experiments; i++) {
      const sample = Array.from({ length: 25 }, normal)
      const { low, high } = bootstrapMedian([sample], { random, resamples: 200, level: 0.9 })
      if (low <= 0 && 0 <= high) covered++
    }
    // 90 % with a standard error of 2 %; the percentile bootstrap of a median errs a little to either side.
    expect(covered / experiments).toBeGreaterThan(0.82)
    expect(covered / experiments).toBeLessThan(0.97)
  })

  it('is wider where groups differ than where all were one group', () => {
    const around = (centre: number) => Array.from({ length: 20 }, (_, i) => centre + 0.001 * i)
    const groups = [0.9, 1, 1.1].map(around)
    const width = (values: number[][]) => {
      const { low, high } = bootstrapMedian(values, { random: mulberry32(1) })
      return high - low
    }
    // Two draws of the same outer group in three decide the median; within one group it stays in the middle.
    expect(width(groups)).toBeGreaterThan(0.15)
    expect(width([groups.flat()])).toBeLessThan(0.05)
  })
})
