import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../fixtures/expect-close.js'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { arrays, quarters, starts } from './arbitraries.js'
import { at, build, countOf, expectGradient, expectNumbers, indicesOf, type Numbers, toTensor } from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>
type Options = { dim?: number | number[]; keepdim?: boolean }

/** What to reduce: dimensions as a user writes them, counted from either end, and as they are. */
interface Case {
  x: Numbers
  dims: number[]
  options: Options
}

const cases: fc.Arbitrary<Case> = arrays({ most: 1000 }).chain((x) => {
  const rank = x.shape.length
  const all = x.shape.map((_, d) => d)
  return fc.record({ dims: fc.shuffledSubarray(all), fromEnd: fc.boolean(), keepdim: fc.boolean() }).map((drawn) => {
    const dim = drawn.dims.map((d) => (drawn.fromEnd ? d - rank : d))
    // No dimension at all means all of them, as in torch.
    const dims = dim.length === 0 ? all : drawn.dims
    return { x, dims, options: { dim, keepdim: drawn.keepdim } }
  })
})

/** The same with one dimension. */
const single: fc.Arbitrary<Case> = arrays({ minRank: 1, most: 1000 }).chain((x) =>
  fc.record({ d: fc.nat(x.shape.length - 1), fromEnd: fc.boolean(), keepdim: fc.boolean() }).map((drawn) => ({
    x,
    dims: [drawn.d],
    options: { dim: drawn.fromEnd ? drawn.d - x.shape.length : drawn.d, keepdim: drawn.keepdim },
  })),
)

/** The numbers that fall together, for each element of the result, in ascending order. */
function groups({ x, dims, options }: Case): { shape: number[]; of: (index: number[]) => number[] } {
  const stays = (d: number) => !dims.includes(d)
  const kept = x.shape.map((size, d) => (stays(d) ? size : 1))
  const shape = options.keepdim ? kept : kept.filter((_, d) => stays(d))
  const reduced = x.shape.map((size, d) => (stays(d) ? 1 : size))
  const of = (index: number[]) => {
    const left = [...index]
    const fixed = x.shape.map((_, d) =>
      options.keepdim ? (index[d] as number) : stays(d) ? (left.shift() as number) : 0,
    )
    return Array.from(indicesOf(reduced), (moved) =>
      at(
        x,
        moved.map((i, d) => (stays(d) ? (fixed[d] as number) : i)),
      ),
    )
  }
  return { shape, of }
}

function reduce(one: Case, f: (values: number[]) => number): Numbers {
  const { shape, of } = groups(one)
  return build(shape, (index) => f(of(index)))
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
const mean = (values: number[]) => sum(values) / values.length
const variance = (n: number) => (values: number[]) =>
  sum(values.map((v) => (v - mean(values)) ** 2)) / Math.max(0, values.length - n)
const norm = (p: number) => (values: number[]) => sum(values.map((v) => Math.abs(v) ** p)) ** (1 / p)

const real: Record<string, { call: (x: Tensor, options: Options) => Tensor; f: (values: number[]) => number }> = {
  sum: { call: (x, options) => x.sum(options), f: sum },
  mean: { call: (x, options) => x.mean(options), f: mean },
  variance: { call: (x, options) => x.variance(options), f: variance(1) },
  'variance, biased': { call: (x, options) => x.variance({ ...options, unbiased: false }), f: variance(0) },
  std: { call: (x, options) => x.std(options), f: (values) => Math.sqrt(variance(1)(values)) },
  'norm 2': { call: (x, options) => x.norm(options), f: norm(2) },
  'norm 1': { call: (x, options) => x.norm({ ...options, p: 1 }), f: norm(1) },
  'norm 3': { call: (x, options) => x.norm({ ...options, p: 3 }), f: norm(3) },
  'norm 0': { call: (x, options) => x.norm({ ...options, p: 0 }), f: (values) => values.filter((v) => v !== 0).length },
  logsumexp: { call: (x, options) => x.logsumexp(options), f: (values) => Math.log(sum(values.map(Math.exp))) },
}

/** The first of the values that nothing beats. */
const firstOf = (best: (...values: number[]) => number) => (values: number[]) => values.indexOf(best(...values))

describe.each(precisions)('on $name', (precision: Precision) => {
  const { library, float, forward } = precision

  test.each(Object.entries(real))('%s over any dimensions', (name, { call, f }) => {
    holds(60, [cases], (one) => {
      expectNumbers(call(toTensor(library, one.x), one.options), reduce(one, f), precision, name, forward)
    })
  })

  test('sum and mean of transposed operands, and their gradients', () => {
    const matrices = cases.filter(({ x }) => x.shape.length > 1)
    holds(60, [matrices, starts], (one, start) => {
      const turned = [...one.x.shape.slice(0, -2), ...one.x.shape.slice(-2).reverse()]
      const swap = (index: number[]) => [...index.slice(0, -2), ...index.slice(-2).reverse()]
      const stored = build(turned, (index) => at(one.x, swap(index)))
      for (const [op, f] of Object.entries({ sum, mean })) {
        const leaf = toTensor(library, stored, true)
        const y = leaf.transpose(-1, -2)[op as 'sum' | 'mean'](one.options)
        const expected = reduce(one, f)
        expectNumbers(y, expected, precision, op, forward)
        const upstream = quarters(expected.shape, start)
        y.backward(toTensor(library, upstream))
        const count = one.dims.reduce((product, d) => product * (one.x.shape[d] as number), 1)
        const gradient = build(turned, (index) => {
          const from = swap(index).map((i, d) => (one.dims.includes(d) ? 0 : i))
          const place = one.options.keepdim ? from : from.filter((_, d) => !one.dims.includes(d))
          return at(upstream, place) / (op === 'mean' ? count : 1)
        })
        expectGradient(leaf, gradient, precision, op, forward)
      }
    })
  })

  test('any, all, and sums of whole numbers and truth values', () => {
    holds(60, [cases], (one) => {
      const whole = { ...one, x: { ...one.x, values: one.x.values.map(Math.round) } }
      const masked = { ...one, x: { ...one.x, values: one.x.values.map((v) => Number(v > 2)) } }
      const t = toTensor(library, whole.x).cast('int32')
      const truth = toTensor(library, masked.x).cast('bool')
      const check = (y: Tensor, kind: 'int32' | 'bool', { shape, values }: Numbers) =>
        expectClose(y, { kind, shape: [...shape], values }, forward, float, kind)
      check(t.sum(one.options), 'int32', reduce(whole, sum))
      check(truth.sum(one.options), 'int32', reduce(masked, sum))
      check(
        truth.any(one.options),
        'bool',
        reduce(masked, (values) => Number(values.includes(1))),
      )
      check(
        truth.all(one.options),
        'bool',
        reduce(masked, (values) => Number(!values.includes(0))),
      )
    })
  })

  test('prod, cumsum and cumprod along one dimension', () => {
    holds(60, [single], (one) => {
      // Signs and twos: products stay exact.
      const x = { ...one.x, values: one.x.values.map((v) => (v > 3 ? 2 : Math.sign(v) || 1)) }
      const t = toTensor(library, x)
      const [dim] = one.dims as [number]
      expectNumbers(
        t.prod(one.options as { dim: number }),
        reduce({ ...one, x }, (v) => v.reduce((a, b) => a * b, 1)),
        precision,
        'prod',
      )
      const upTo = (index: number[]) =>
        Array.from({ length: (index[dim] as number) + 1 }, (_, i) =>
          at(
            x,
            index.map((j, d) => (d === dim ? i : j)),
          ),
        )
      expectNumbers(
        t.cumsum(dim),
        build(x.shape, (index) => sum(upTo(index))),
        precision,
        'cumsum',
      )
      const running = build(x.shape, (index) => upTo(index).reduce((a, b) => a * b, 1))
      expectNumbers(t.cumprod(dim), running, precision, 'cumprod')
    })
  })

  const filled = single.filter(({ x, dims }) => x.shape[dims[0] as number] !== 0)
  test.each([
    ['max', Math.max],
    ['min', Math.min],
  ] as const)('%s along one dimension: values, first positions, gradients', (op, best) => {
    holds(60, [filled, starts], (one, start) => {
      const leaf = toTensor(library, one.x, true)
      const options = one.options as { dim: number; keepdim: boolean }
      const { values, indices } = leaf[op](options)
      const expected = reduce(one, (v) => best(...v))
      const places = reduce(one, firstOf(best))
      expectNumbers(values, expected, precision, op)
      const stored = { kind: 'int32' as const, shape: [...places.shape], values: places.values }
      expectClose(indices, stored, forward, float, 'indices')
      expectClose(leaf[`arg${op}`](options), stored, forward, float, `arg${op}`)
      const upstream = quarters(expected.shape, start)
      values.backward(toTensor(library, upstream))
      const [dim] = one.dims as [number]
      const gradient = build(one.x.shape, (index) => {
        const from = options.keepdim ? index.map((i, d) => (d === dim ? 0 : i)) : index.filter((_, d) => d !== dim)
        return at(places, from) === index[dim] ? at(upstream, from) : 0
      })
      expectGradient(leaf, gradient, precision, op)
    })
  })

  test('max, min and their positions of everything; nothing has neither, and leaves no trace', () => {
    holds(60, [arrays()], (x) => {
      const t = toTensor(library, x)
      const before = library.memory().liveTensors
      for (const [op, best] of Object.entries({ max: Math.max, min: Math.min }) as ['max' | 'min', typeof Math.max][]) {
        const whole = () => t[op]()
        const place = () => t[`arg${op}`]()
        if (countOf(x.shape) === 0) {
          expect(whole).toThrow(library.ShapeError)
          expect(place).toThrow(library.ShapeError)
        } else {
          const [y, index] = [whole(), place()]
          expect([y.shape, y.item(), index.shape, index.item()]).toEqual([
            [],
            best(...x.values),
            [],
            firstOf(best)([...x.values]),
          ])
          for (const made of [y, index]) made.dispose()
        }
      }
      expect(library.memory().liveTensors).toBe(before)
    })
  })
})
