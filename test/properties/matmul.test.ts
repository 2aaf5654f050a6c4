import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { broadcasting, numbers, quarters, shapes, starts } from './arbitraries.js'
import {
  at,
  broadcastShape,
  build,
  expectGradient,
  expectNumbers,
  indicesOf,
  matrixProduct,
  type Numbers,
  positionOf,
  sourceOf,
  toTensor,
} from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>

/** Rows, columns and inner sizes around the tiles of the kernel, which are 4 × 8, and none. */
const edge = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 17, 33, 1, 3, 5, 0)

interface Operands {
  a: Numbers
  b: Numbers
}

/** Two operands of any ranks from 1 to 5 whose product exists. */
const factors: fc.Arbitrary<Operands> = fc
  .tuple(edge, edge, edge, broadcasting(2, { maxRank: 3, most: 12 }), fc.boolean(), fc.boolean())
  .chain(([m, k, n, stacks, row, column]) => {
    const [left, right] = stacks.map(({ shape }) => shape) as [number[], number[]]
    const a = row ? [k] : [...left, m, k]
    const b = column ? [k] : [...right, k, n]
    return fc.record({ a: numbers(a), b: numbers(b) })
  })

/** A tensor of these numbers that is stored with its last two dimensions exchanged. */
function exchanged(library: Library, { shape, values }: Numbers): { stored: Tensor; view: Tensor } {
  const turned = [...shape.slice(0, -2), ...shape.slice(-2).reverse()]
  const source = build(turned, (index) => at({ shape, values }, [...index.slice(0, -2), ...index.slice(-2).reverse()]))
  const stored = toTensor(library, source, true)
  return { stored, view: stored.transpose(-1, -2) }
}

/** dL/da and dL/db, one product at a time. */
function gradientsOf({ a, b }: Operands, upstream: Numbers): [Numbers, Numbers] {
  const [da, db] = [build(a.shape, () => 0), build(b.shape, () => 0)]
  const [row, column] = [a.shape.length === 1, b.shape.length === 1]
  const inner = a.shape.at(-1) as number
  for (const index of indicesOf(upstream.shape)) {
    const rest = [...index]
    const j = column ? [] : [rest.pop() as number]
    const i = row ? [] : [rest.pop() as number]
    const dy = at(upstream, index)
    for (let k = 0; k < inner; k++) {
      const [x, y] = [
        [...(row ? [] : sourceOf(a.shape.slice(0, -2), rest)), ...i, k],
        [...(column ? [] : sourceOf(b.shape.slice(0, -2), rest)), k, ...j],
      ]
      const [p, q] = [positionOf(a.shape, x), positionOf(b.shape, y)]
      da.values[p] = (da.values[p] as number) + dy * at(b, y)
      db.values[q] = (db.values[q] as number) + dy * at(a, x)
    }
  }
  return [da, db]
}

function multiplies(a: number[], b: number[]): boolean {
  if (a.length === 0 || b.length === 0 || a.at(-1) !== (b.at(-2) ?? b[0])) return false
  return broadcastShape(a.slice(0, -2), b.slice(0, -2)) !== undefined
}

describe.each(precisions)('on $name', (precision: Precision) => {
  const { library } = precision

  test('matmul of all ranks: values and gradients', () => {
    holds(250, [factors, starts], (operands, start) => {
      const { a, b } = operands
      const [x, y] = [toTensor(library, a, true), toTensor(library, b, true)]
      const z = x.matmul(y)
      const expected = matrixProduct(a, b)
      expectNumbers(z, expected, precision, `[${a.shape}]·[${b.shape}]`)
      const upstream = quarters(expected.shape, start)
      z.backward(toTensor(library, upstream))
      const [da, db] = gradientsOf(operands, upstream)
      expectGradient(x, da, precision, `the left of [${a.shape}]·[${b.shape}]`)
      expectGradient(y, db, precision, `the right of [${a.shape}]·[${b.shape}]`)
    })
  })

  test('matmul of operands that are stored transposed: values and gradients', () => {
    const which = fc.constantFrom([true, false], [false, true], [true, true])
    const matrices = factors.filter(({ a, b }) => a.shape.length > 1 && b.shape.length > 1)
    holds(150, [matrices, which, starts], (operands, [left, right], start) => {
      const { a, b } = operands
      const [p, q] = [exchanged(library, a), exchanged(library, b)]
      const [x, y] = [left ? p.view : toTensor(library, a, true), right ? q.view : toTensor(library, b, true)]
      const z = x.matmul(y)
      const expected = matrixProduct(a, b)
      expectNumbers(z, expected, precision, `[${a.shape}]·[${b.shape}]`)
      const upstream = quarters(expected.shape, start)
      z.backward(toTensor(library, upstream))
      const gradients = gradientsOf(operands, upstream)
      for (const [i, { stored }] of [p, q].entries()) {
        const leaf = [left, right][i] ? stored : [x, y][i]
        if (leaf === undefined || leaf.grad === null) expect.fail(`no gradient reached operand ${i}`)
        const grad = leaf === stored ? leaf.grad.transpose(-1, -2) : leaf.grad
        expectNumbers(grad, gradients[i] as Numbers, precision, `gradient of operand ${i}`)
      }
    })
  })

  test('mm, bmm, dot, outer and linear are products of their ranks', () => {
    holds(60, [fc.tuple(edge, edge, edge, fc.integer({ min: 0, max: 3 })), starts], ([m, k, n, stack], start) => {
      const of = (shape: number[], offset = 0) => quarters(shape, start + offset)
      const product = (op: 'mm' | 'bmm' | 'dot', a: Numbers, b: Numbers) =>
        expectNumbers(toTensor(library, a)[op](toTensor(library, b)), matrixProduct(a, b), precision, op)
      product('mm', of([m, k]), of([k, n], 1))
      product('bmm', of([stack, m, k]), of([stack, k, n], 1))
      product('dot', of([k]), of([k], 1))
      const [u, v] = [of([m]), of([n], 1)]
      const outer = toTensor(library, u).outer(toTensor(library, v))
      expectNumbers(outer, matrixProduct({ ...u, shape: [m, 1] }, { ...v, shape: [1, n] }), precision, 'outer')
      const [x, weight, bias] = [of([stack, m, k]), of([n, k], 1), of([n], 2)]
      const turned = build([k, n], ([i = 0, j = 0]) => at(weight, [j, i]))
      const affine = matrixProduct(x, turned)
      const expected = build(affine.shape, (index) => at(affine, index) + at(bias, index.slice(-1)))
      const [tx, tw, tb] = [x, weight, bias].map((array) => toTensor(library, array)) as [Tensor, Tensor, Tensor]
      expectNumbers(library.linear(tx, tw, tb), expected, precision, 'linear')
      // A stack whose transposition nobody has carried out is no one matrix.
      expectNumbers(library.linear(exchanged(library, x).view, tw, tb), expected, precision, 'linear of a transposed')
    })
  })

  test('inner sizes that differ, and stacks that do not broadcast, are refused without a trace', () => {
    const shape = shapes({ maxRank: 4, size: fc.constantFrom(1, 2, 3) })
    const differing = fc.tuple(shape, shape).filter(([a, b]) => !multiplies(a, b))
    holds(40, [differing, fc.boolean()], ([left, right], whole) => {
      const [a, b] = [left, right].map((shape) => library.zeros(shape, whole ? { dtype: 'int32' } : {}))
      const before = library.memory().liveTensors
      expect(() => a!.matmul(b!), `[${left}]·[${right}]`).toThrow(library.ShapeError)
      expect(library.memory().liveTensors).toBe(before)
    })
  })
})
