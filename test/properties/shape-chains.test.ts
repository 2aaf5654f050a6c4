import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { arrays, quarters, starts } from './arbitraries.js'
import {
  at,
  build,
  countOf,
  expectGradient,
  expectNumbers,
  indicesOf,
  matrixProduct,
  type Numbers,
  positionOf,
  toTensor,
} from './array.js'
import { holds } from './holds.js'
import { type Pick, rearrangements } from './rearrangements.js'

type Tensor = ReturnType<Library['tensor']>

const LARGEST = 3000
const HIGHEST_RANK = 8

interface Step {
  name: string
  picks: number[]
}

const steps = (names: string[], length: { minLength: number; maxLength: number }) =>
  fc.array(
    fc.record({ name: fc.constantFrom(...names), picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }) }),
    length,
  )

/** The drawn numbers one after the other, again and again. */
function picker(picks: number[]): Pick {
  let next = 0
  return (n) => (n <= 1 ? 0 : (picks[next++ % picks.length] as number) % n)
}

/** What reads the rearranged elements: each meets them in another kernel. Gives the result and dL/d(input). */
interface Reader {
  run: (t: Tensor) => Tensor
  result: Numbers
  gradient: (upstream: Numbers) => Numbers
}

const readers: Record<string, (library: Library, x: Numbers) => Reader | undefined> = {
  'a copy': (_, x) => ({ run: (t) => t.clone(), result: x, gradient: (upstream) => upstream }),
  'an elementwise product': (library, x) => {
    const other = quarters(x.shape, 7)
    const product = (a: Numbers) => build(x.shape, (index) => at(a, index) * at(other, index))
    return { run: (t) => t.mul(toTensor(library, other)), result: product(x), gradient: product }
  },
  'a sum': (_, x) => {
    const shape = x.shape.slice(0, -1)
    const last = x.shape.at(-1)
    if (last === undefined) return undefined
    const result = build(shape, (index) => {
      let sum = 0
      for (let i = 0; i < last; i++) sum += at(x, [...index, i])
      return sum
    })
    return {
      run: (t) => t.sum({ dim: -1 }),
      result,
      gradient: (dy) => build(x.shape, (index) => at(dy, index.slice(0, -1))),
    }
  },
  'a matrix product': (library, x) => {
    const last = x.shape.at(-1)
    if (last === undefined) return undefined
    const weight = quarters([last, 3], 5)
    const turned = build([3, last], ([i = 0, j = 0]) => at(weight, [j, i]))
    return {
      run: (t) => t.matmul(toTensor(library, weight)),
      result: matrixProduct(x, weight),
      gradient: (dy) => matrixProduct(dy, turned),
    }
  },
}

/** Numbers instead of the positions (from 1) where they stand; 0 stays 0. */
const looked = (positions: Numbers, x: Numbers): Numbers => ({
  shape: positions.shape,
  values: positions.values.map((p) => (p === 0 ? 0 : (x.values[p - 1] as number))),
})

/** Runs a chain on a tensor, and by index arithmetic on the positions of its elements, which also say whither gradients go. */
function verify(x: Numbers, chain: Step[], reader: string, start: number, precision: Precision): void {
  const { library } = precision
  const leaf = toTensor(library, x, true)
  let t = leaf
  let positions: Numbers = { shape: x.shape, values: x.values.map((_, i) => i + 1) }
  const done: string[] = []
  for (const { name, picks } of chain) {
    const next = rearrangements[name]?.(positions, picker(picks))
    if (next === undefined || countOf(next.result.shape) > LARGEST || next.result.shape.length > HIGHEST_RANK) continue
    done.push(`${name} → [${next.result.shape}]`)
    positions = next.result
    t = next.run(t, library)
  }
  const read = readers[reader]?.(library, looked(positions, x))
  if (read === undefined) return
  const what = [`[${x.shape}]`, ...done, reader].join(', ')
  const y = read.run(t)
  expectNumbers(y, read.result, precision, what)
  const upstream = quarters(read.result.shape, start)
  expect(y.requiresGrad).toBe(true)
  y.backward(toTensor(library, upstream))
  const dy = read.gradient(upstream)
  const gradient = build(x.shape, () => 0)
  for (const index of indicesOf(positions.shape)) {
    const position = positions.values[positionOf(positions.shape, index)] as number
    if (position > 0) gradient.values[position - 1]! += at(dy, index)
  }
  expectGradient(leaf, gradient, precision, what)
}

describe.each(precisions)('on $name', (precision) => {
  const reader = fc.constantFrom(...Object.keys(readers))

  test.each(Object.keys(rearrangements))('%s: values and gradients', (name) => {
    holds(25, [arrays(), steps([name], { minLength: 1, maxLength: 1 }), reader, starts], (x, chain, read, start) =>
      verify(x, chain, read, start, precision),
    )
  })

  test('any rearrangements one after the other', () => {
    const chains = steps(Object.keys(rearrangements), { minLength: 2, maxLength: 6 })
    holds(400, [arrays({ most: 300 }), chains, reader, starts], (x, chain, read, start) =>
      verify(x, chain, read, start, precision),
    )
  })
})
