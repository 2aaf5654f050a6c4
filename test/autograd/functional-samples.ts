import { manualSeed, nn, type Tensor, tensor } from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { awayFromZero, leaf } from './values.js'

const F = nn.functional

const kinked = (fn: (x: Tensor) => Tensor) => [[], [7], [3, 5], [0, 3]].map((shape) => sample(fn, awayFromZero(shape)))

const reductions = ['mean', 'sum', 'none'] as const

/** Losses of two tensors; `low` and `high` bound both. */
const pairLoss = (
  fn: (a: Tensor, b: Tensor, options: { reduction: (typeof reductions)[number] }) => Tensor,
  low = -2,
  high = 2,
) =>
  reductions.map((reduction) =>
    sample((a, b) => fn(a, b, { reduction }), leaf([3, 5], low, high), leaf([3, 5], low, high, 1)),
  )

const labels = tensor([2, 0, -100, 4], { dtype: 'int32' })
const labelGrid = tensor(
  [
    [2, 0],
    [1, 1],
  ],
  { dtype: 'int32' },
)
const weight = tensor([0.5, 1, 2, 0.25, 1.5])
const factors = tensor([0.5, 2, 1, 3, 0.1])

/** Samples for each function of `nn.functional` that is no operation of `grad128` itself. */
export const functionalSamples: Record<string, Sample[]> = {
  binaryCrossEntropy: [
    ...pairLoss(F.binaryCrossEntropy, 0.1, 0.9),
    sample(
      (p, t) => F.binaryCrossEntropy(p, t, { weight: factors }),
      leaf([3, 5], 0.1, 0.9),
      leaf([3, 5], 0.1, 0.9, 1),
    ),
  ],
  binaryCrossEntropyWithLogits: [
    ...pairLoss(F.binaryCrossEntropyWithLogits),
    sample(
      (x, t) => F.binaryCrossEntropyWithLogits(x, t, { posWeight: factors, weight }),
      leaf([3, 5]),
      leaf([3, 5], 0, 1, 1),
    ),
  ],
  crossEntropy: [
    ...reductions.flatMap((reduction) => [
      sample((x) => F.crossEntropy(x, labels, { reduction }), leaf([4, 5])),
      sample((x) => F.crossEntropy(x, labels, { reduction, weight, labelSmoothing: 0.1 }), leaf([4, 5])),
      sample(
        (x, t) => F.crossEntropy(x, t, { reduction, weight, labelSmoothing: 0.1 }),
        leaf([3, 5]),
        leaf([3, 5], 0, 1, 1),
      ),
    ]),
    sample((x) => F.crossEntropy(x, labelGrid), leaf([2, 3, 2])),
    sample((x) => F.crossEntropy(x, labelGrid, { ignoreIndex: 1, labelSmoothing: 0.2 }), leaf([2, 3, 2])),
    sample((x) => F.crossEntropy(x, tensor(3, { dtype: 'int32' })), leaf([5])),
    sample((x) => F.crossEntropy(x.transpose(0, 1), labels), leaf([5, 4])),
  ],
  dropout: [
    // The same seed before each call, and with it the same mask.
    sample(
      (x) => {
        manualSeed(1)
        return F.dropout(x, { p: 0.4 })
      },
      leaf([3, 5]),
    ),
    sample((x) => F.dropout(x, { training: false }).mul(x), leaf([3, 5])),
    sample((x) => F.dropout(x, { p: 1 }), leaf([3])),
  ],
  elu: kinked((x) => F.elu(x, { alpha: 1.3 })),
  gelu: [...kinked((x) => F.gelu(x)), ...kinked((x) => F.gelu(x, { approximate: 'tanh' }))],
  hardtanh: [sample((x) => F.hardtanh(x, { minVal: -0.5, maxVal: 0.1 }), awayFromZero([3, 5], 0, 0.6))],
  l1Loss: pairLoss(F.l1Loss),
  leakyRelu: kinked((x) => F.leakyRelu(x, { negativeSlope: 0.2 })),
  mseLoss: [...pairLoss(F.mseLoss), sample((a, b) => F.mseLoss(a, b), leaf([3, 1]), leaf([5], -2, 2, 1))],
  nllLoss: [
    ...reductions.map((reduction) => sample((x) => F.nllLoss(x, labels, { reduction, weight }), leaf([4, 5]))),
    sample((x) => F.nllLoss(x, labelGrid, { ignoreIndex: 0 }), leaf([2, 3, 2])),
    sample((x) => F.nllLoss(x, tensor(3, { dtype: 'int32' })), leaf([5])),
  ],
  prelu: [
    sample(F.prelu, awayFromZero([3, 5]), leaf([5], 0.1, 0.5)),
    sample(F.prelu, awayFromZero([2, 3, 5]), leaf([1], 0.1, 0.5)),
    sample(F.prelu, awayFromZero([4]), leaf([1], 0.1, 0.5)),
  ],
  relu: kinked(F.relu),
  silu: kinked(F.silu),
  softplus: [
    ...kinked((x) => F.softplus(x, { beta: 2 })),
    // Beyond the threshold it is x itself, to within e⁻⁵ here, but its derivative is exactly 1.
    sample((x) => F.softplus(x, { threshold: 5 }), tensor([-3, 1, 4.5, 6, 9], { requiresGrad: true })),
  ],
}
