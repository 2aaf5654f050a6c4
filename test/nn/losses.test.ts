import { nn, type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'
import { precisions } from '../fixtures/precision.js'

const BIG = 1e4
/** The number itself; the sign of zero is nobody's concern. */
const near = (value: number) => expect.closeTo(value, 12)

/** The loss and the gradient of its first operand. */
function both(loss: (x: Tensor) => Tensor, x: Tensor): [unknown, unknown] {
  const value = loss(x)
  value.backward()
  return [value.item(), x.grad?.toArray()]
}

// At ±1e4 eˣ is 0 or infinite; what remains of each formula is exact in both precisions.
describe.each(precisions)('losses of enormous logits on $name', ({ library }) => {
  const { nn, tensor } = library
  const labels = (...values: number[]) => tensor(new Int32Array(values))
  const logits = () => tensor([[BIG, -BIG, 0]], { requiresGrad: true })

  test('crossEntropy is the distance to the winner', () => {
    for (const [label, expected, gradient] of [
      [0, 0, [0, 0, 0]],
      [1, 2 * BIG, [1, -1, 0]],
      [2, BIG, [1, 0, -1]],
    ] as const) {
      const result = both((x) => nn.functional.crossEntropy(x, labels(label)), logits())
      expect(result).toEqual([near(expected), [gradient.map(near)]])
    }
  })

  test('crossEntropy of probabilities and with smoothing', () => {
    const spread = both((x) => nn.functional.crossEntropy(x, tensor([[0, 0.5, 0.5]])), logits())
    expect(spread).toEqual([1.5 * BIG, [[1, -0.5, -0.5]]])
    const smooth = nn.functional.crossEntropy(logits(), labels(0), { labelSmoothing: 0.5 })
    // 0.5·0 + 0.5·(0 + 2e4 + 1e4)/3
    expect(smooth.item()).toBeCloseTo(0.5 * BIG, 2)
    const same = nn.functional.crossEntropy(logits(), tensor([[1, 0, 0]]), { labelSmoothing: 0.5 })
    expect(same.item()).toBeCloseTo(0.5 * BIG, 2)
  })

  test('binaryCrossEntropyWithLogits is the logit itself, or nothing', () => {
    const x = tensor([BIG, BIG, -BIG, -BIG], { requiresGrad: true })
    const target = tensor([1, 0, 1, 0])
    const loss = nn.functional.binaryCrossEntropyWithLogits(x, target, { reduction: 'none' })
    expect(loss.toArray()).toEqual([0, BIG, BIG, 0])
    loss.sum().backward()
    expect(x.grad?.toArray()).toEqual([0, 1, -1, 0].map(near))
    const weighted = { reduction: 'none', posWeight: tensor([3]) } as const
    expect(nn.functional.binaryCrossEntropyWithLogits(x, target, weighted).toArray()).toEqual([0, BIG, 3 * BIG, 0])
  })

  test('binaryCrossEntropy of 0 and 1 stops at 100', () => {
    const x = tensor([0, 1, 0, 1], { requiresGrad: true })
    const loss = nn.functional.binaryCrossEntropy(x, tensor([1, 0, 0, 1]), { reduction: 'none' })
    expect(loss.toArray()).toEqual([100, 100, 0, 0].map(near))
    loss.sum().backward()
    expect(x.grad?.isfinite().all().item()).toBe(1)
  })

  test('softmax, logSoftmax and logsumexp', () => {
    expect(logits().softmax(1).toArray()).toEqual([[1, 0, 0]])
    expect(logits().logSoftmax(1).toArray()).toEqual([[0, -2 * BIG, -BIG]])
    expect(logits().logsumexp().item()).toBe(BIG)
  })

  test('activations saturate', () => {
    const x = tensor([-BIG, BIG])
    const F = nn.functional
    expect([F.sigmoid(x), F.tanh(x), F.silu(x), F.gelu(x), F.softplus(x), F.elu(x)].map((t) => t.toArray())).toEqual(
      [
        [0, 1],
        [-1, 1],
        [0, BIG],
        [0, BIG],
        [0, BIG],
        [-1, BIG],
      ].map((pair) => pair.map(near)),
    )
  })
})

describe('classes', () => {
  const input = tensor([[0.25, 0.5]])
  const target = tensor([[1, 0]])
  const F = nn.functional
  const pairs: [nn.Module & { forward(a: Tensor, b: Tensor): Tensor }, Tensor, Tensor][] = [
    [new nn.MSELoss({ reduction: 'sum' }), F.mseLoss(input, target, { reduction: 'sum' }), target],
    [new nn.L1Loss({ reduction: 'none' }), F.l1Loss(input, target, { reduction: 'none' }), target],
    [new nn.BCELoss(), F.binaryCrossEntropy(input, target), target],
    [
      new nn.BCEWithLogitsLoss({ posWeight: tensor([2]) }),
      F.binaryCrossEntropyWithLogits(input, target, { posWeight: tensor([2]) }),
      target,
    ],
    [new nn.CrossEntropyLoss({ labelSmoothing: 0.2 }), F.crossEntropy(input, target, { labelSmoothing: 0.2 }), target],
    [
      new nn.NLLLoss({ reduction: 'sum' }),
      F.nllLoss(input, tensor(new Int32Array([1])), { reduction: 'sum' }),
      tensor(new Int32Array([1])),
    ],
  ]

  test.each(pairs.map(([module, ...rest]) => [module.constructor.name, module, ...rest] as const))(
    '%s computes what its function computes',
    (_, module, expected, other) => {
      expect(module.forward(input, other).toArray()).toEqual(expected.toArray())
    },
  )
})

test('targets to ignore count for nothing', () => {
  const x = tensor(
    [
      [1, 2],
      [5, -3],
    ],
    { requiresGrad: true },
  )
  const loss = nn.functional.crossEntropy(x, tensor(new Int32Array([0, -100])))
  loss.backward()
  expect(loss.item()).toBeCloseTo(Math.log1p(Math.E), 6)
  expect(x.grad?.select(0, 1).toArray()).toEqual([0, 0])
  const none = nn.functional.crossEntropy(x, tensor(new Int32Array([7, 7])), { ignoreIndex: 7 })
  expect(none.item(), 'the mean of nothing, as in torch').toBeNaN()
})
