import * as g from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { awayFromZero, leaf } from './values.js'

const matrix = () => leaf([3, 5])
const reductions = [{}, { dim: 0 }, { dim: -1, keepdim: true }, { dim: [0, 1] }]

/** Statistics, running sums, order, and combinations of several operands. */
export const statisticsSamples: Record<string, Sample[]> = {
  lerp: [
    sample((a, b) => a.lerp(b, 0.3), matrix(), leaf([5], -2, 2, 1)),
    sample((a, b, w) => g.lerp(a, b, w), matrix(), leaf([3, 5], -2, 2, 1), leaf([3, 1], 0, 1, 2)),
  ],
  addcmul: [
    sample((a, b, c) => a.addcmul(b, c), matrix(), leaf([5], -2, 2, 1), leaf([3, 1], -2, 2, 2)),
    sample((a, b, c) => g.addcmul(a, b, c, { value: -2.5 }), matrix(), leaf([3, 5], -2, 2, 1), leaf([3, 5], -2, 2, 2)),
  ],
  fma: [sample((a, b, c) => a.fma(b, c), matrix(), leaf([5], -2, 2, 1), leaf([3, 1], -2, 2, 2))],
  fmod: [
    sample((a) => a.fmod(0.7), leaf([7], 0.1, 0.6)),
    sample((a, b) => g.fmod(a, b), leaf([3, 5], 2.1, 2.6), leaf([5], 0.85, 0.95, 1)),
  ],
  remainder: [
    sample((a) => a.remainder(-0.7), leaf([7], 0.1, 0.6)),
    sample((a, b) => g.remainder(a, b), leaf([3, 5], -2.6, -2.1), leaf([5], 0.85, 0.95, 1)),
  ],
  variance: reductions.flatMap((options) =>
    [true, false].map((unbiased) => sample((x) => x.variance({ ...options, unbiased }), matrix())),
  ),
  std: reductions.map((options) => sample((x) => x.std(options), matrix())),
  norm: [0, 1, 2, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].flatMap((p) =>
    reductions.map((options) => sample((x) => x.norm({ ...options, p }), awayFromZero([3, 5]))),
  ),
  cumsum: [0, -1].map((dim) => sample((x) => x.cumsum(dim), leaf([2, 3, 5]))),
  cumprod: [0, 1].map((dim) => sample((x) => x.cumprod(dim), leaf([2, 3, 5]))),
  sort: [0, 1].map((dim) => sample((x) => x.sort({ dim, descending: dim === 0 }).values, matrix())),
  topk: [0, 1].map((dim) => sample((x) => x.topk(2, { dim, largest: dim === 0 }).values, matrix())),
}
