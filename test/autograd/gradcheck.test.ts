import * as grad128 from 'grad128/float64'
import { GraphError, gradcheck, nn, type Tensor, tensor } from 'grad128/float64'
import { describe, expect, test } from 'vitest'
import { convolutionSamples } from './convolution-samples.js'
import { functionalSamples } from './functional-samples.js'
import { imageSamples } from './image-samples.js'
import { indexingSamples } from './indexing-samples.js'
import { normalizationSamples } from './normalization-samples.js'
import { operationSamples } from './samples.js'
import { sequenceSamples } from './sequence-samples.js'
import { statisticsSamples } from './statistics-samples.js'

/** Whole numbers and truth values come out: nothing to differentiate. */
const WITHOUT_DERIVATIVE = [
  ...['eq', 'ne', 'lt', 'le', 'gt', 'ge'],
  ...['logicalAnd', 'logicalOr', 'logicalXor', 'logicalNot', 'isnan', 'isinf', 'isfinite'],
  ...['argmax', 'argmin', 'cast', 'any', 'all', 'bernoulli', 'oneHot'],
]

/** Everything that exists both as a function and as a method of Tensor. */
function operations(): string[] {
  const methods = Object.getOwnPropertyDescriptors(grad128.Tensor.prototype) as Record<string, PropertyDescriptor>
  return Object.entries(grad128)
    .filter(([name, fn]) => typeof fn === 'function' && typeof methods[name]?.value === 'function')
    .map(([name]) => name)
}

const samples = {
  ...operationSamples,
  ...statisticsSamples,
  ...indexingSamples,
  ...functionalSamples,
  ...imageSamples,
  ...convolutionSamples,
  ...normalizationSamples,
  ...sequenceSamples,
}

describe('gradients agree with differences in double precision', () => {
  test.each(Object.entries(samples))('%s', (_, list) => {
    for (const { fn, inputs } of list) {
      const shapes = inputs.map((t) => `[${t.shape}]`).join(' ')
      expect(fn(...inputs).requiresGrad, `records ${shapes}`).toBe(true)
      expect(gradcheck(fn, inputs, { atol: 1e-7, rtol: 1e-6 }), shapes).toBe(true)
    }
  })

  test('every operation is sampled, or has no derivative', () => {
    const known = [...Object.keys(samples), ...WITHOUT_DERIVATIVE].sort()
    const exported = [...new Set([...operations(), ...Object.keys(nn.functional)])].sort()
    expect(exported.length).toBeGreaterThan(80)
    expect(exported).toEqual(known)
  })

  test.each(WITHOUT_DERIVATIVE)('%s records nothing', (name) => {
    const x = tensor([0.5, 1], { requiresGrad: true })
    const input = name === 'oneHot' ? tensor(new Int32Array([0, 1])) : x
    const fn = (grad128 as unknown as Record<string, (a: Tensor, b: unknown) => Tensor>)[name]!
    const binary = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'logicalAnd', 'logicalOr', 'logicalXor'].includes(name)
    const y = fn(input, binary ? x : name === 'cast' ? 'int32' : undefined)
    expect([y.requiresGrad, y.isLeaf]).toEqual([false, true])
  })
})

describe('gradcheck refuses', () => {
  test('a kink, naming the worst entry', () => {
    const x = tensor([1, 0, -1], { requiresGrad: true })
    // At 0, differences see the slope ½ and the rule says 0.
    expect(() => gradcheck(nn.functional.relu, x)).toThrow(
      new GraphError('gradcheck', {
        expected: 'gradients within 0.00001 + 0.001·|numeric|',
        got: 'd(output 0)[1]/d(input 0 of shape [3])[1]: 0 by backward, 0.5 by differences',
      }),
    )
  })

  test('a path that detach hides, naming the largest miss', () => {
    const x = tensor(
      [
        [1, 2],
        [5, 3],
      ],
      { requiresGrad: true },
    )
    const y = tensor([1, 1], { requiresGrad: true })
    const fn = (a: Tensor, b: Tensor) => [b.mul(2), a.mul(a.detach())]
    expect(() => gradcheck(fn, [x, y])).toThrow(
      /^gradcheck: .*d\(output 1\)\[2\]\/d\(input 0 of shape \[2, 2\]\)\[2\]: 5 by backward, (10|9\.99999)\d*\.?\d* by differences$/,
    )
  })

  test('a function that leaves the tape altogether', () => {
    const x = tensor([1, 2], { requiresGrad: true })
    expect(() => gradcheck((t) => t.detach().exp(), x)).toThrow(GraphError)
    expect(() => gradcheck((t) => tensor(t.data()).exp(), x)).toThrow(/0 by backward, 7\.38\d+ by differences/)
  })

  test('NaN', () => {
    const x = tensor([-1, 4], { requiresGrad: true })
    expect(() => gradcheck((t) => t.sqrt(), x)).toThrow(/\/d\(input 0 of shape \[2\]\)\[0\]: NaN by backward/)
  })

  test('inputs without gradients, and what is no function', () => {
    expect(() => gradcheck((t) => t.exp(), tensor([1]))).toThrow('expected an input that requires a gradient')
    expect(() => gradcheck(3 as never, tensor([1], { requiresGrad: true }))).toThrow(TypeError)
  })
})

test('gradcheck restores its inputs, leaves grad alone, checks several outputs', () => {
  const x = tensor([0.25, 0.5], { requiresGrad: true })
  const y = tensor([3], { requiresGrad: true })
  expect(gradcheck((a, b) => [a.mul(b), a.exp(), b.square()], [x, y])).toBe(true)
  expect([x.toArray(), y.toArray(), x.grad, y.grad]).toEqual([[0.25, 0.5], [3], null, null])
})
