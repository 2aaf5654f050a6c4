import type { Tensor } from 'grad128'

export function moments(t: Tensor): { mean: number; variance: number; values: Float64Array } {
  const values = Float64Array.from(t.data())
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length, values }
}

/** The largest distance between the empirical distribution and the true one. */
export function kolmogorov(values: Float64Array, cumulative: (x: number) => number): number {
  const sorted = values.slice().sort()
  return sorted.reduce((worst, x, i) => {
    const p = cumulative(x)
    return Math.max(worst, Math.abs(p - i / sorted.length), Math.abs(p - (i + 1) / sorted.length))
  }, 0)
}

/** Abramowitz & Stegun 7.1.26, to 1.5e-7. */
export function normalCumulative(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2)
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const erf = 1 - poly * Math.exp((-x * x) / 2)
  return 0.5 * (1 + Math.sign(x) * erf)
}

/** A distance between `count` numbers and their distribution that one sample in a thousand exceeds. */
export const critical = (count: number) => 1.95 / Math.sqrt(count)
