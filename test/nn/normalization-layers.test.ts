import { readFileSync } from 'node:fs'
import { GraphError, io, memory, nn, noGrad, optim, type Tensor, tensor, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'

const F = nn.functional
const batch = (requiresGrad = false) =>
  tensor(
    [
      [1, 5, 2],
      [3, -1, 2.5],
      [8, 0, 4],
    ],
    { requiresGrad },
  )
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 5))

describe('state', () => {
  test('has torch’s keys in torch’s order', () => {
    const keys = (layer: nn.Module) => Object.keys(layer.stateDict())
    const statistics = ['running_mean', 'running_var', 'num_batches_tracked']
    expect(keys(new nn.BatchNorm1d(3))).toEqual(['weight', 'bias', ...statistics])
    expect(keys(new nn.BatchNorm2d(3, { affine: false }))).toEqual(statistics)
    expect(keys(new nn.BatchNorm2d(3, { bias: false, trackRunningStats: false }))).toEqual(['weight'])
    expect(keys(new nn.InstanceNorm1d(3))).toEqual([])
    expect(keys(new nn.InstanceNorm2d(3, { affine: true, trackRunningStats: true }))).toEqual([
      'weight',
      'bias',
      ...statistics,
    ])
    expect(keys(new nn.LayerNorm(3))).toEqual(['weight', 'bias'])
    expect(keys(new nn.LayerNorm([2, 3], { bias: false }))).toEqual(['weight'])
    expect(keys(new nn.GroupNorm(1, 3, { affine: false }))).toEqual([])
    expect(keys(new nn.RMSNorm(3))).toEqual(['weight'])
    expect(keys(new nn.LocalResponseNorm(3))).toEqual([])
  })

  test('begins with factors of 1, offsets of 0, mean 0, variance 1, and no batches', () => {
    const values = Object.values(new nn.BatchNorm1d(2).stateDict()).map((t) => t.toArray())
    expect(values).toEqual([[1, 1], [0, 0], [0, 0], [1, 1], 0])
    expect(new nn.LayerNorm([1, 2]).weight?.toArray()).toEqual([[1, 1]])
    expect(new nn.GroupNorm(1, 2).stateDict().bias?.toArray()).toEqual([0, 0])
    expect(new nn.RMSNorm(2).weight?.toArray()).toEqual([1, 1])
  })

  test('goes back to that on request', () => {
    const layer = new nn.BatchNorm1d(3)
    layer.forward(batch())
    expect(layer.num_batches_tracked?.item()).toBe(1)
    expect(layer.running_mean?.toArray()).toEqual(close([0.4, 4 / 30, 8.5 / 30]))
    layer.resetRunningStats()
    expect(layer.buffers().map((t) => t.toArray())).toEqual([[0, 0, 0], [1, 1, 1], 0])
  })

  test('of torch’s layers is loaded from its file, and gives torch’s output', () => {
    const url = new URL('../io/data/normalization.safetensors', import.meta.url)
    const { x, y, ...rest } = io.decodeSafetensors(new Uint8Array(readFileSync(url))) as Record<string, Tensor>
    const state = Object.fromEntries(Object.entries(rest).map(([key, t]) => [key.replace('model.', ''), t]))
    const model = new nn.Sequential(
      new nn.BatchNorm1d(3),
      new nn.LayerNorm(3),
      new nn.GroupNorm(1, 3),
      new nn.RMSNorm(3),
      new nn.BatchNorm1d(3, { affine: false }),
    )
    expect(model.loadStateDict(state)).toEqual({ missingKeys: [], unexpectedKeys: [] })
    expect(state['0.num_batches_tracked']?.item()).toBe(2)
    const output = model.eval().forward(x as Tensor)
    expect(Array.from(output.data())).toEqual(close(Array.from(y?.data() ?? [], Number)))
    expect((model.stateDict()['0.running_mean'] as Tensor).toArray()).toEqual(state['0.running_mean']?.toArray())
  })
})

test('prints as torch does', () => {
  const layers = [
    new nn.BatchNorm2d(3, { momentum: null }),
    new nn.InstanceNorm1d(3),
    new nn.LayerNorm([2, 3], { bias: false }),
    new nn.GroupNorm(2, 4, { eps: 1e-3 }),
    new nn.RMSNorm(4),
    new nn.LocalResponseNorm(2),
  ]
  expect(layers.map(String)).toEqual([
    'BatchNorm2d(3, eps=0.00001, momentum=null, affine=true, bias=true, trackRunningStats=true)',
    'InstanceNorm1d(3, eps=0.00001, momentum=0.1, affine=false, bias=false, trackRunningStats=false)',
    'LayerNorm([2, 3], eps=0.00001, elementwiseAffine=true, bias=false)',
    'GroupNorm(2, 4, eps=0.001, affine=true, bias=true)',
    'RMSNorm([4], eps=null, elementwiseAffine=true)',
    'LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1)',
  ])
})

describe('running statistics', () => {
  test('move in training, also without gradients, and stand still in evaluation', () => {
    const layer = new nn.BatchNorm1d(3)
    const seen = () => [layer.running_var?.toArray(), layer.num_batches_tracked?.item()]
    noGrad(() => layer.forward(batch()))
    const after = seen()
    expect(after).toEqual([close([0.9 + 1.3, 0.9 + 31 / 30, 0.9 + 13 / 120]), 1])
    layer.eval().forward(batch(true)).sum().backward()
    expect(seen()).toEqual(after)
  })

  test('are not touched by a call that is refused', () => {
    const layer = new nn.BatchNorm1d(3)
    expect(() => layer.forward(tensor([[1, 2, 3]]))).toThrow(ValueError)
    expect(layer.buffers().map((t) => t.toArray())).toEqual([[0, 0, 0], [1, 1, 1], 0])
  })

  test('of a function move in place, by both kinds', () => {
    const places = tensor([[[1, 3]], [[2, 6]]])
    const [mean, variance] = [tensor([0]), tensor([1])]
    F.instanceNorm(places, { runningMean: mean, runningVar: variance, momentum: 0.5 })
    expect([mean.item(), variance.item()]).toEqual([1.5, 3])
    F.batchNorm(places, mean, variance, { training: true, momentum: 0.5 })
    expect([mean.item(), variance.item()]).toEqual(close([2.25, 1.5 + 14 / 6]))
  })

  test('may change between a pass in evaluation and its backward pass', () => {
    const layer = new nn.BatchNorm1d(3).eval()
    const x = batch(true)
    const y = layer.forward(x)
    layer.train().forward(batch())
    y.sum().backward()
    expect(x.grad?.data().every((slope) => Math.abs(slope - 1 / Math.sqrt(1 + 1e-5)) < 1e-6)).toBe(true)
  })
})

const functions: Record<string, (x: Tensor, weight: Tensor) => Tensor> = {
  batchNorm: (x, weight) => F.batchNorm(x, undefined, undefined, { training: true, weight }),
  layerNorm: (x, weight) => F.layerNorm(x, 3, { weight }),
  groupNorm: (x, weight) => F.groupNorm(x, 1, { weight }),
  instanceNorm: (x, weight) => F.instanceNorm(x.reshape([1, 3, 3]), { weight }),
  rmsNorm: (x, weight) => F.rmsNorm(x, 3, { weight }),
  localResponseNorm: (x, weight) => F.localResponseNorm(x.mul(weight).reshape([1, 3, 3]), 3),
}

describe.each(Object.entries(functions))('%s', (_, fn) => {
  test('gives the same gradients in a second backward pass', () => {
    const [x, weight] = [batch(true), tensor([1, 2, 3], { requiresGrad: true })]
    const loss = fn(x, weight)
      .square()
      .mul(tensor([1, 2, 3]))
      .sum()
    loss.backward(undefined, { retainGraph: true })
    const first = [x.grad?.data(), weight.grad?.data()]
    x.grad = null
    weight.grad = null
    loss.backward()
    expect([x.grad, weight.grad].map((t) => (t as Tensor | null)?.data())).toEqual(first)
    expect(first[0]?.some((slope) => slope !== 0)).toBe(true)
  })

  test('refuses to go back through a weight that was changed in place', () => {
    const [x, weight] = [batch(true), tensor([1, 2, 3], { requiresGrad: true })]
    const loss = fn(x, weight).sum()
    nn.init.constant(weight, 5)
    expect(() => loss.backward()).toThrow(GraphError)
  })

  test('refuses to go back through an input that was changed in place', () => {
    const [x, weight] = [batch(), tensor([1, 2, 3], { requiresGrad: true })]
    const loss = fn(x, weight).sum()
    nn.init.constant(x, 5)
    expect(() => loss.backward()).toThrow(GraphError)
  })

  test('leaves nothing but its result where nothing is recorded', () => {
    const x = batch().mul(1)
    const weight = tensor([1, 2, 3])
    const before = memory().liveTensors
    const y = noGrad(() => fn(x, weight))
    // The cached copy of the weight counts as no live tensor.
    expect(memory().liveTensors).toBe(before + 1)
    expect(y.requiresGrad).toBe(false)
  })
})

test('10,000 steps through every layer keep memory flat', () => {
  const model = new nn.Sequential(
    new nn.Linear(6, 8),
    new nn.BatchNorm1d(8),
    new nn.LayerNorm(8),
    new nn.GroupNorm(2, 8),
    new nn.RMSNorm(8),
    new nn.Linear(8, 8),
  )
  const images = new nn.Sequential(
    new nn.InstanceNorm1d(4, { trackRunningStats: true, affine: true }),
    new nn.LocalResponseNorm(3),
  )
  const optimizer = new optim.SGD([...model.parameters(), ...images.parameters()], { lr: 1e-3 })
  const seen: ReturnType<typeof memory>[] = []
  for (let i = 1; i <= 10_000; i++) {
    const x = tensor(
      Float32Array.from({ length: 24 }, (_, k) => Math.sin(i + k)),
      { shape: [4, 6] },
    )
    const loss = images
      .forward(model.forward(x).reshape([2, 4, 4]))
      .square()
      .mean()
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    if (i === 2 || i === 10_000) seen.push(memory())
  }
  expect(seen[1]?.liveTensors).toBe(seen[0]?.liveTensors)
  expect(seen[1]?.liveBytes).toBe(seen[0]?.liveBytes)
  expect(model.stateDict()['1.num_batches_tracked']?.item()).toBe(10_000)
})
