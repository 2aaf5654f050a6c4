import { describe, expect, it } from 'vitest'
import { comparisonColumns, isFailure } from '../../bench/compare/report.mjs'
import { judge } from '../../bench/compare/verdict.mjs'
import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'

/** Rounds of three launches around a ratio, some per cent of noise each. */
function launches(ratio: number, noise: number): number[][] {
  const random = mulberry32(5)
  return Array.from({ length: 3 }, () => Array.from({ length: 9 }, () => ratio * (1 + noise * (2 * random() - 1))))
}

const verdictOf = (ratio: number, noise: number) =>
  judge(launches(ratio, noise), { threshold: 0.05, random: mulberry32(1) })

describe('judge', () => {
  it.each([
    ['regression', 1.1, 0.02],
    ['slower', 1.03, 0.01],
    ['same', 1.001, 0.05],
    ['faster', 0.9, 0.02],
    // Slower by more than the threshold, and yet nobody can tell.
    ['same', 1.06, 0.9],
  ] as const)('says %s for a ratio of %d with noise %d', (verdict, ratio, noise) => {
    expect(verdictOf(ratio, noise).verdict).toBe(verdict)
  })

  it('gives the median of all rounds and an interval around it', () => {
    const { ratio, low, high } = verdictOf(1.1, 0.05)
    expect(ratio).toBeCloseTo(1.1, 1)
    expect(low).toBeLessThanOrEqual(ratio)
    expect(high).toBeGreaterThanOrEqual(ratio)
    expect(high - low).toBeLessThan(0.1)
  })
})

describe('the report of a comparison', () => {
  const timed = {
    name: 'SGD',
    launches: [[1.2]],
    milliseconds: [0.01, 0.012] as [number, number],
    ratio: 1.2,
    low: 1.1,
    high: 1.3,
  }
  const slower = { ...timed, verdict: 'regression' as const }
  const broken = { name: 'Adam', failed: [undefined, 'no Adam'] as [undefined, string] }
  const older = { name: 'new op', failed: ['no such op', undefined] as [string, undefined] }

  it('counts a regression, and what only the second cannot do', () => {
    expect([slower, { ...timed, verdict: 'slower' as const }, broken, older].map(isFailure)).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('shows times, ratio, interval and verdict, and why there are none', () => {
    expect(comparisonColumns([slower, broken])).toEqual({
      head: ['µs', 'A', 'B', 'B / A', '95 % interval', 'B is'],
      body: [
        ['SGD', '10.0', '12.0', '1.200', '1.100 … 1.300', 'regression'],
        ['Adam', '', 'failed', '', '', ''],
      ],
      notes: ['B: no Adam (Adam).'],
    })
  })
})
