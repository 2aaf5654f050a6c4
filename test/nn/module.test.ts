import { full, memory, nn, ShapeError, type Tensor, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'
import { moments } from '../tensor/distribution.js'

class Block extends nn.Module {
  second = new nn.Linear(2, 2)
  scale = new nn.Parameter(tensor([2]))
  first = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU(), new nn.Dropout(0.5))
  constructor() {
    super()
    this.registerBuffer('mean', zeros([3]))
  }
  forward(x: Tensor): Tensor {
    return this.first.forward(this.second.forward(x)).mul(this.scale)
  }
}

describe('a module finds what its fields hold', () => {
  test('names are attribute paths; own parameters and buffers come before those of children, as in torch', () => {
    const block = new Block()
    const names = ['scale', 'second.weight', 'second.bias', 'first.0.weight', 'first.0.bias']
    expect([...block.namedParameters()].map(([name]) => name)).toEqual(names)
    expect(Object.keys(block.stateDict())).toEqual(['scale', 'mean', ...names.slice(1)])
    expect([...block.namedModules()].map(([name]) => name)).toEqual([
      '',
      'second',
      'first',
      'first.0',
      'first.1',
      'first.2',
    ])
    expect([...block.namedBuffers()].map(([name]) => name)).toEqual(['mean'])
  })

  test('a shared parameter is trained once and saved under both names', () => {
    const [a, b] = [new nn.Linear(2, 2), new nn.Linear(2, 2)]
    b.weight = a.weight
    const tied = new nn.Sequential(a, b)
    expect(tied.parameters()).toHaveLength(3)
    expect(Object.keys(tied.stateDict())).toEqual(['0.weight', '0.bias', '1.weight', '1.bias'])
  })

  test('train, eval, requiresGrad, zeroGrad and apply reach everything below', () => {
    const block = new Block()
    block.eval()
    expect(block.modules().map((module) => module.training)).toEqual(Array(6).fill(false))
    expect(block.train().training).toBe(true)
    block
      .forward(zeros([1, 2]))
      .sum()
      .backward()
    expect(block.second.weight.grad).not.toBeNull()
    block.zeroGrad()
    expect(block.parameters().every((p) => p.grad === null)).toBe(true)
    block.requiresGrad(false)
    expect(block.forward(zeros([1, 2])).requiresGrad).toBe(false)
    const visited: string[] = []
    block.apply((module) => visited.push(module.constructor.name))
    expect(visited).toEqual(['Linear', 'Linear', 'ReLU', 'Dropout', 'Sequential', 'Block'])
  })

  test('prints as torch does', () => {
    expect(new Block().first.toString()).toBe(
      'Sequential(\n  (0): Linear(inFeatures=2, outFeatures=3, bias=true)\n  (1): ReLU()\n  (2): Dropout(p=0.5)\n)',
    )
  })
})

describe('state', () => {
  test('shares the memory of the module, and is taken over by copying', () => {
    const [from, to] = [new nn.Linear(2, 1), new nn.Linear(2, 1)]
    const dict = from.stateDict()
    nn.init.constant(from.weight, 7)
    expect(dict.weight?.toArray()).toEqual([[7, 7]])
    expect(to.loadStateDict(new Map(Object.entries(dict)))).toEqual({ missingKeys: [], unexpectedKeys: [] })
    nn.init.constant(from.weight, 8)
    expect(to.weight.toArray()).toEqual([[7, 7]])
  })

  test('is refused as a whole, or loaded in part on request', () => {
    const layer = new nn.Linear(2, 1)
    const before = layer.weight.toArray()
    const fitting = zeros([1, 2])
    expect(() => layer.loadStateDict({ weight: fitting })).toThrow(ValueError)
    expect(() => layer.loadStateDict({ weight: fitting, bias: zeros([2]) })).toThrow(ShapeError)
    expect(layer.weight.toArray()).toEqual(before)
    const result = layer.loadStateDict({ weight: fitting, other: fitting }, { strict: false })
    expect(result).toEqual({ missingKeys: ['bias'], unexpectedKeys: ['other'] })
    expect(layer.weight.toArray()).toEqual([[0, 0]])
  })
})

describe('initialisation', () => {
  test.each([
    ['xavierUniform', Math.sqrt(2 / (200 + 300))],
    ['xavierNormal', Math.sqrt(2 / (200 + 300))],
    ['kaimingUniform', Math.sqrt(2 / 300)],
    ['kaimingNormal', Math.sqrt(2 / 300)],
  ] as const)('%s has the deviation of its paper', (name, expected) => {
    const { mean, variance } = moments(nn.init[name](zeros([200, 300])))
    expect(Math.abs(mean)).toBeLessThan(expected * 0.02)
    expect(Math.sqrt(variance) / expected).toBeCloseTo(1, 1.5)
  })

  test('bounds, constants and gains', () => {
    const { values } = moments(nn.init.uniform(zeros([1000]), { a: -3, b: -2 }))
    expect(values.every((v) => v >= -3 && v < -2)).toBe(true)
    expect(nn.init.ones(zeros([2])).toArray()).toEqual([1, 1])
    expect(nn.init.calculateGain('relu')).toBe(Math.SQRT2)
    expect(nn.init.calculateGain('tanh')).toBeCloseTo(5 / 3, 15)
    expect(nn.init.calculateGain('leaky_relu', 0.2)).toBeCloseTo(Math.sqrt(2 / 1.04), 15)
  })
})

describe('dropout', () => {
  test('zeroes its share, scales the rest, lets the gradient through the same mask', () => {
    const x = tensor(new Float32Array(20_000).fill(3), { requiresGrad: true })
    const y = new nn.Dropout(0.3).forward(x)
    y.sum().backward()
    const [values, gradient] = [y.data(), x.grad?.data() as Float32Array]
    const kept = values.filter((v) => v !== 0).length
    expect(kept / values.length).toBeCloseTo(0.7, 1.5)
    expect(new Set(values)).toEqual(new Set([0, Math.fround(3 * Math.fround(1 / 0.7))]))
    expect(values.every((v, i) => (v === 0) === (gradient[i] === 0))).toBe(true)
  })

  test('does nothing in evaluation', () => {
    const x = tensor([1, 2])
    expect(new nn.Dropout(0.9).eval().forward(x)).toBe(x)
  })
})

describe('clipping', () => {
  const withGradients = () => {
    const parameters = [tensor([0, 0], { requiresGrad: true }), tensor([0], { requiresGrad: true })]
    parameters.forEach((p, i) => {
      p.grad = tensor(i === 0 ? [3, 4] : [12])
    })
    return parameters
  }

  test('by norm scales all gradients together', () => {
    const parameters = withGradients()
    expect(nn.utils.clipGradNorm(parameters, 6.5)).toBe(13)
    expect(parameters.map((p) => p.grad?.toArray())).toEqual(
      [[1.5, 2], [6]].map((list) => list.map((v) => expect.closeTo(v, 5))),
    )
    expect(nn.utils.clipGradNorm(withGradients(), 1, { normType: Number.POSITIVE_INFINITY })).toBe(12)
  })

  test('by norm leaves smaller gradients as they are', () => {
    const parameters = withGradients()
    expect(nn.utils.clipGradNorm(parameters, 100)).toBe(13)
    expect(nn.utils.clipGradNorm(parameters, 100, { normType: 1 })).toBe(19)
    expect(parameters.map((p) => p.grad?.toArray())).toEqual([[3, 4], [12]])
  })

  test('by norm takes gradients whose squares overflow', () => {
    const p = zeros([20], { requiresGrad: true })
    p.grad = full([20], 1e30)
    expect(nn.utils.clipGradNorm(p, 1) / (1e30 * Math.sqrt(20))).toBeCloseTo(1, 6)
    expect([...(p.grad?.data() ?? [])]).toEqual(Array(20).fill(expect.closeTo(1 / Math.sqrt(20), 6)))
  })

  test('by value cuts each element off', () => {
    const parameters = withGradients()
    nn.utils.clipGradValue(parameters, 3.5)
    expect(parameters.map((p) => p.grad?.toArray())).toEqual([[3, 3.5], [3.5]])
  })
})

test('layers made and dropped in scopes leave nothing but what they trained', () => {
  const before = memory().liveTensors
  const layer = new nn.Linear(4, 4)
  expect(memory().liveTensors - before).toBe(2)
  expect(layer.parameters()).toHaveLength(2)
})
