import { detectAnomaly, manualSeed, memory, nn, noGrad, randn, type Tensor, tensor } from 'grad128'
import { beforeEach, describe, expect, test } from 'vitest'

beforeEach(() => {
  manualSeed(11)
})

const activations = { ReLU: nn.ReLU, Tanh: nn.Tanh, Sigmoid: nn.Sigmoid }
const shapes: [number[], number, number][] = [
  [[5], 5, 3],
  [[1, 4], 4, 9],
  [[33, 17], 17, 65],
  [[2, 3, 8], 8, 1],
  [[0, 4], 4, 3],
]

/** Result and gradients of a run, as numbers. */
function run(forward: (x: Tensor) => Tensor, parameters: nn.Parameter[], x: Tensor, dy: Tensor): number[][] {
  for (const each of [x, ...parameters]) each.grad = null
  const y = forward(x)
  y.backward(dy)
  return [y, ...[x, ...parameters].map((each) => each.grad as Tensor)].map((each) => Array.from(each.data()))
}

/** How much more there is after a forward pass than before. */
function madeBy(figure: 'liveTensors' | 'liveBytes', forward: () => Tensor): number {
  const leaf = tensor(1, { requiresGrad: true })
  // The first operation of another graph releases what belonged to consumed ones.
  leaf.mul(1).backward()
  leaf.mul(1)
  const before = memory()[figure]
  const y = forward()
  const made = memory()[figure] - before
  y.sum().backward()
  return made
}

describe.each(Object.entries(activations))('a linear layer and %s', (_, Activation) => {
  test.each(shapes)(
    'give the bits of one after the other, gradients too, on %j × %i × %i',
    (shape, inputs, outputs) => {
      for (const bias of [true, false]) {
        const [layer, activation] = [new nn.Linear(inputs, outputs, { bias }), new Activation()]
        const together = new nn.Sequential(layer, activation)
        const x = randn(shape)
        x.requiresGrad = true
        const dy = randn([...shape.slice(0, -1), outputs])
        const apart = run((x) => activation.forward(layer.forward(x)), layer.parameters(), x, dy)
        expect(run((x) => together.forward(x), layer.parameters(), x, dy)).toEqual(apart)
        const unrecorded = [together, { forward: (x: Tensor) => activation.forward(layer.forward(x)) }].map((each) =>
          noGrad(() => each.forward(x).toArray()),
        )
        expect(unrecorded[0]).toEqual(unrecorded[1])
      }
    },
  )
})

describe('a ReLU and a max pool', () => {
  const pools: [string, () => nn.MaxPool1d | nn.MaxPool2d, number[]][] = [
    ['side by side', () => new nn.MaxPool2d(2), [3, 2, 6, 9]],
    ['overlapping, padded', () => new nn.MaxPool2d(3, { stride: 2, padding: 1 }), [2, 3, 7, 8]],
    ['beyond the end', () => new nn.MaxPool1d(3, { ceilMode: true }), [2, 2, 10]],
  ]
  test.each(pools)('give the bits of one after the other, gradients too: %s', (_, makePool, shape) => {
    const [activation, pool] = [new nn.ReLU(), makePool()]
    const together = new nn.Sequential(activation, pool)
    // Whole numbers, so that windows have equal elements and some have none above 0.
    const x = randn(shape).mul(1.5).round().sub(1)
    const flat = x.data()
    flat[4] = Number.NaN
    flat[shape.reduce((a, b) => a * b) - 1] = -0
    const leaf = tensor(flat, { shape, requiresGrad: true })
    const dy = randn(pool.forward(activation.forward(x)).shape)
    const apart = run((x) => pool.forward(activation.forward(x)), [], leaf, dy)
    expect(run((x) => together.forward(x), [], leaf, dy)).toEqual(apart)
    expect(apart[1]?.some((each) => each === 0)).toBe(true)
    expect(apart[0]?.some((each) => each === 0)).toBe(true)
  })

  test('keep less, as the ReLU comes last', () => {
    const [activation, pool] = [new nn.ReLU(), new nn.MaxPool2d(2)]
    const x = randn([1, 1, 32, 32])
    x.requiresGrad = true
    const together = new nn.Sequential(activation, pool)
    const apart = madeBy('liveBytes', () => pool.forward(activation.forward(x)))
    expect(madeBy('liveBytes', () => together.forward(x))).toBeLessThan(apart / 1.5)
  })

  test('keep their order where the places of the largest are asked for', () => {
    const x = tensor([[[-3, -1, 2, 1]]])
    const [, indices] = new nn.Sequential(
      new nn.ReLU(),
      new nn.MaxPool1d(2, { returnIndices: true }) as unknown as nn.MaxPool1d,
    ).forward(x) as unknown as [Tensor, Tensor]
    expect(indices.toArray()).toEqual([[[0, 2]]])
  })
})

test('what lies between a linear layer and its activation is not kept', () => {
  const [layer, activation] = [new nn.Linear(8, 8), new nn.Tanh()]
  const x = randn([4, 8])
  const together = new nn.Sequential(layer, activation)
  expect(madeBy('liveTensors', () => together.forward(x))).toBe(1)
  expect(madeBy('liveTensors', () => activation.forward(layer.forward(x)))).toBe(2)
})

test('a layer that computes otherwise than its class says is asked itself', () => {
  class Doubled extends nn.Linear {
    override forward(x: Tensor): Tensor {
      return super.forward(x).mul(2)
    }
  }
  const doubled = new Doubled(3, 2)
  const x = randn([4, 3])
  const expected = nn.functional.relu(nn.functional.linear(x, doubled.weight, doubled.bias ?? undefined).mul(2))
  expect(new nn.Sequential(doubled, new nn.ReLU()).forward(x).toArray()).toEqual(expected.toArray())
  const shadowed = new nn.ReLU()
  shadowed.forward = (x) => x.add(1)
  const layer = new nn.Linear(3, 2)
  expect(new nn.Sequential(layer, shadowed).forward(x).toArray()).toEqual(layer.forward(x).add(1).toArray())
})

test('an anomaly is still found where it arises', () => {
  const model = new nn.Sequential(new nn.Linear(1, 1), new nn.Tanh())
  const infinite = tensor([[Number.POSITIVE_INFINITY]])
  model[0]?.parameters()[0]?.copyFrom(tensor([[0]]))
  expect(() => detectAnomaly(() => model.forward(infinite))).toThrow(/linear/)
})
