import { nn, type Tensor, tensor } from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { leaf, spread } from './values.js'

const F = nn.functional

interface Parameters {
  weight?: Tensor
  bias?: Tensor
}

/** The function without parameters, with each alone, and with both. */
function affine(fn: (x: Tensor, parameters: Parameters) => Tensor, shape: number[], parameters: number[]): Sample[] {
  const weight = () => leaf(parameters, 0.5, 1.5, 1)
  const bias = () => leaf(parameters, -1, 1, 2)
  return [
    sample((x) => fn(x, {}), leaf(shape)),
    sample((x, w) => fn(x, { weight: w as Tensor }), leaf(shape), weight()),
    sample((x, b) => fn(x, { bias: b as Tensor }), leaf(shape), bias()),
    sample((x, w, b) => fn(x, { weight: w as Tensor, bias: b as Tensor }), leaf(shape), weight(), bias()),
  ]
}

/** Batches with one place a channel, few places, and enough for a plane. */
const batches = [
  [7, 3],
  [3, 2, 5],
  [2, 2, 5, 7],
]
const mean = tensor([0.3, -0.4, 0.1])
const variance = tensor([0.5, 1.5, 0.8])
const two = (t: Tensor) => t.slice(0, 0, 2)

/** Samples for each normalization of `nn.functional`. */
export const normalizationSamples: Record<string, Sample[]> = {
  batchNorm: batches.flatMap((shape) => {
    const channels = shape[1] as number
    const [m, v] = channels === 3 ? [mean, variance] : [two(mean), two(variance)]
    return [
      ...affine((x, p) => F.batchNorm(x, undefined, undefined, { ...p, training: true }), shape, [channels]),
      ...affine((x, p) => F.batchNorm(x, m, v, p), shape, [channels]),
    ]
  }),
  layerNorm: [
    ...affine((x, p) => F.layerNorm(x, 5, p), [3, 5], [5]),
    ...affine((x, p) => F.layerNorm(x, [3, 5], p), [2, 3, 5], [3, 5]),
    ...affine((x, p) => F.layerNorm(x, [7], { ...p, eps: 0.1 }), [19, 7], [7]),
    sample((w) => F.layerNorm(tensor(spread([3, 5]), { shape: [3, 5] }), 5, { weight: w }), leaf([5])),
    sample((x) => F.layerNorm(x.transpose(0, 1), 3), leaf([3, 5])),
  ],
  groupNorm: [
    ...affine((x, p) => F.groupNorm(x, 2, p), [3, 10], [10]),
    ...affine((x, p) => F.groupNorm(x, 3, p), [2, 6, 5], [6]),
    ...affine((x, p) => F.groupNorm(x, 1, p), [2, 3, 2, 2], [3]),
  ],
  instanceNorm: [
    ...affine(F.instanceNorm, [2, 3, 5], [3]),
    ...affine(F.instanceNorm, [2, 2, 3, 3], [2]),
    ...affine(
      (x, p) => F.instanceNorm(x, { ...p, runningMean: mean, runningVar: variance, useInputStats: false }),
      [2, 3, 5],
      [3],
    ),
  ],
  rmsNorm: [
    sample((x) => F.rmsNorm(x, 5), leaf([3, 5])),
    sample((x, weight) => F.rmsNorm(x, [3, 5], { weight, eps: 0.1 }), leaf([2, 3, 5]), leaf([3, 5], 0.5, 1.5, 1)),
  ],
  localResponseNorm: [1, 2, 3, 20].flatMap((size) => [
    sample((x) => F.localResponseNorm(x, size, { alpha: 0.5 }), leaf([2, 5, 3])),
    sample((x) => F.localResponseNorm(x, size, { alpha: 0.5, beta: 1.3, k: 2 }), leaf([1, 5, 2, 2])),
  ]),
}
