import { manualSeed, nn, noGrad, type Tensor } from 'grad128'
import { beforeEach, describe, expect, test } from 'vitest'
import { arriving, claims } from '../../examples/gradients/claims.mjs'
import { clipped } from '../../examples/gradients/clipping.mjs'
import { flowByHand, flowOf, makeTask } from '../../examples/gradients/flow.mjs'
import { flowTable, logarithms, short } from '../../examples/gradients/flow-table.mjs'
import { flowsByRemedy, truncatedFlows } from '../../examples/gradients/remedies.mjs'
import { flowsByScale } from '../../examples/gradients/scales.mjs'
import { asIdentity, rotation, withScale } from '../../examples/gradients/weights.mjs'

beforeEach(() => manualSeed(128))

test('rotations keep lengths, and scales stretch them', () => {
  const q = rotation(9)
  const products = q.matmul(q.transpose(0, 1)).toArray() as number[][]
  for (const [i, row] of products.entries()) {
    for (const [j, value] of row.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, 5)
  }
  const gru = withScale(new nn.GRU(2, 9), 1.5, q)
  const block = gru.weight_hh_l0.slice(0, 9, 18)
  expect(block.sub(q.mul(1.5)).abs().max().item()).toBe(0)
  expect(gru.bias_ih_l0.abs().max().item()).toBe(0)
})

describe('the gradient by hand', () => {
  const task = () => makeTask({ steps: 12, batch: 3, inputs: 2, hidden: 16 })

  test.each(['tanh', 'relu'] as const)('is that of gradientFlow for %s', (nonlinearity) => {
    const one = task()
    const rnn = new nn.RNN(2, 16, { nonlinearity })
    const activation = { tanh: (sum: Tensor) => sum.tanh(), relu: nn.functional.relu }[nonlinearity]
    const byHand = flowByHand(rnn, activation, one)
    const expected = flowOf(rnn, one)
    expect(expected).toHaveLength(12)
    for (const [t, norm] of expected.entries()) expect(byHand[t]! / norm).toBeCloseTo(1, 4)
    expect(byHand[11]).toBeCloseTo(1, 5)
    expect(rnn.parameters().every((parameter) => parameter.grad === null)).toBe(true)
  })

  test('ends where its window begins', () => {
    const flows = Object.values(truncatedFlows(task(), 5)) as [number[], number[]]
    expect(flows[1].map((norm) => norm > 0)).toEqual([...Array(10).fill(false), true, true])
    expect(flows[0].every((norm) => norm > 0)).toBe(true)
  })

  test('of a sigmoid is at most a quarter of what the weights make of it', () => {
    const one = task()
    const rnn = withScale(new nn.RNN(2, 16), 1, rotation(16))
    const norms = flowByHand(rnn, (sum: Tensor) => sum.sigmoid(), one)
    for (const [t, norm] of norms.slice(0, -1).entries()) expect(norm).toBeLessThanOrEqual(norms[t + 1]! / 4 + 1e-12)
  })
})

test('clipping limits what it says', () => {
  const task = makeTask({ steps: 40, hidden: 16 })
  const rnn = withScale(new nn.RNN(task.inputs, 16), 2, rotation(16))
  const [before, byNorm, byValue] = Object.values(clipped(rnn, task, { maxNorm: 2, maxValue: 0.01 })) as {
    norm: number
    largest: number
    cosine: number
  }[]
  expect(before!.norm).toBeGreaterThan(10)
  expect(byNorm!.norm).toBeCloseTo(2, 4)
  expect(byValue!.largest).toBeCloseTo(0.01, 6)
  expect(byNorm!.cosine).toBeCloseTo(1, 5)
  expect(byValue!.cosine).toBeLessThan(before!.cosine)
})

test('identity passes on', () => {
  const rnn = asIdentity(new nn.RNN(2, 16, { nonlinearity: 'relu' }))
  expect(arriving(flowOf(rnn, makeTask({ inputs: 2, hidden: 16 })))).toBeGreaterThan(0.05)
  expect(noGrad(() => rnn.weight_hh_l0.sum()).item()).toBe(16)
})

test('what the example claims is seen, also in smaller networks', () => {
  const task = makeTask({ hidden: 16 })
  const rnn = withScale(new nn.RNN(task.inputs, 16), 2, rotation(16))
  const findings = {
    scales: flowsByScale(task),
    remedies: flowsByRemedy(task),
    truncated: truncatedFlows(task, 50),
    clipping: clipped(rnn, task, { maxNorm: 1, maxValue: 0.1 }),
  } as Parameters<typeof claims>[0]
  const found = claims(findings)
  expect(Object.keys(found)).toHaveLength(11)
  expect(Object.entries(found).filter(([, holds]) => !holds)).toEqual([])

  // What was not seen is not claimed.
  const swapped = { ...findings, scales: { ...findings.scales, sigmoid: findings.scales.tanh } }
  expect(claims(swapped)['a sigmoid fades at every scale']).toBe(false)
})

test('tables and logarithms', () => {
  const norms = Array.from({ length: 100 }, (_, t) => 10 ** ((t - 99) / 10))
  expect(flowTable({ some: norms }).split('\n')[2]?.trim().split(/\s+/)).toEqual([
    'some',
    '1',
    '3e-3',
    '1e-5',
    '3e-8',
    '1e-10',
    '1e-10',
  ])
  expect(logarithms({ some: [0, 1e-13, 0.001, 10] })).toEqual({ some: [Number.NaN, Number.NaN, -3, 1] })
  expect([0, 0.0123, 1234, 150].map(short)).toEqual(['0', '0.012', '1e+3', '150'])
})
