import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../fixtures/expect-close.js'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { broadcasting, quarters, shapes, starts } from './arbitraries.js'
import {
  at,
  broadcastAt,
  broadcastShape,
  build,
  expectGradient,
  expectNumbers,
  type Numbers,
  sumTo,
  toTensor,
} from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>
type OfTwo = (x: number, y: number) => number

/** A function of two numbers and its derivatives, by the name of the operation; `within` maps operands into its domain. */
interface Binary {
  f: OfTwo
  dx: OfTwo
  dy: OfTwo
  within?: (value: number, operand: 0 | 1) => number
  rounds?: boolean
}

const notZero = (value: number, operand: 0 | 1) => (operand === 1 && value === 0 ? 1.25 : value)
const half = (x: number, y: number, wins: boolean) => (x === y ? 0.5 : Number(wins))

const binary: Record<string, Binary> = {
  add: { f: (x, y) => x + y, dx: () => 1, dy: () => 1 },
  sub: { f: (x, y) => x - y, dx: () => 1, dy: () => -1 },
  mul: { f: (x, y) => x * y, dx: (_, y) => y, dy: (x) => x },
  div: { f: (x, y) => x / y, dx: (_, y) => 1 / y, dy: (x, y) => -x / y ** 2, within: notZero, rounds: true },
  pow: {
    f: (x, y) => x ** y,
    dx: (x, y) => y * x ** (y - 1),
    dy: (x, y) => x ** y * Math.log(x),
    within: (value, operand) => (operand === 0 ? Math.abs(value) + 0.25 : value),
    rounds: true,
  },
  maximum: { f: Math.max, dx: (x, y) => half(x, y, x > y), dy: (x, y) => half(x, y, y > x) },
  minimum: { f: Math.min, dx: (x, y) => half(x, y, x < y), dy: (x, y) => half(x, y, y < x) },
  fmod: { f: (x, y) => x % y, dx: () => 1, dy: (x, y) => -Math.trunc(x / y), within: notZero },
  remainder: { f: (x, y) => x - y * Math.floor(x / y), dx: () => 1, dy: (x, y) => -Math.floor(x / y), within: notZero },
}

const truths: Record<string, (x: number, y: number) => boolean> = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  logicalAnd: (x, y) => x !== 0 && y !== 0,
  logicalOr: (x, y) => x !== 0 || y !== 0,
  logicalXor: (x, y) => (x !== 0) !== (y !== 0),
}

/** A function of three numbers and its derivatives. */
const ternary: Record<string, { call: (g: Library, a: Tensor, b: Tensor, c: Tensor) => Tensor } & Ternary> = {
  addcmul: {
    call: (g, a, b, c) => g.addcmul(a, b, c, { value: 0.5 }),
    f: (x, y, z) => x + 0.5 * y * z,
    d: [() => 1, (_, __, z) => 0.5 * z, (_, y) => 0.5 * y],
  },
  lerp: {
    call: (g, a, b, c) => g.lerp(a, b, c),
    f: (x, y, z) => x + z * (y - x),
    d: [(_, __, z) => 1 - z, (_, __, z) => z, (x, y) => y - x],
  },
  fma: {
    call: (g, a, b, c) => g.fma(a, b, c),
    f: (x, y, z) => x * y + z,
    d: [(_, y) => y, (x) => x, () => 1],
  },
  where: {
    call: (g, a, b, c) => g.where(a.gt(0), b, c),
    f: (x, y, z) => (x > 0 ? y : z),
    d: [undefined, (x) => Number(x > 0), (x) => Number(!(x > 0))],
  },
}

interface Ternary {
  f: (x: number, y: number, z: number) => number
  d: (((x: number, y: number, z: number) => number) | undefined)[]
}

const magnitude = (x: Numbers): Numbers => ({ ...x, values: x.values.map(Math.abs) })

const call = (library: Library, op: string, ...args: unknown[]) =>
  (library as unknown as Record<string, (...args: unknown[]) => Tensor>)[op]!(...args)

/** The function applied to the broadcast operands, element by element. */
function broadcast(operands: readonly Numbers[], f: (...values: number[]) => number): Numbers {
  const shape = broadcastShape(...operands.map(({ shape }) => shape)) as number[]
  return build(shape, (index) => f(...operands.map((x) => broadcastAt(x, index))))
}

/** What reaches one operand: upstream times the derivative, summed over what was stretched. */
function gradientOf(operands: readonly Numbers[], which: number, upstream: Numbers, d: (...v: number[]) => number) {
  const local = broadcast(operands, d)
  return sumTo(
    (operands[which] as Numbers).shape,
    build(local.shape, (index) => at(upstream, index) * at(local, index)),
  )
}

describe.each(precisions)('on $name', (precision: Precision) => {
  const { library } = precision

  /** Terms of either sign may cancel: what is left has the rounding of the largest sum of magnitudes. */
  const ofTerms = (magnitudes: Numbers) => {
    const { rtol, atol } = precision.backward
    return { rtol, atol: atol * Math.max(1, ...magnitudes.values) }
  }

  test.each(Object.entries(binary))('%s: values and gradients', (op, { f, dx, dy, within = (v) => v, rounds }) => {
    const forward = rounds ? precision.forward : undefined
    holds(30, [broadcasting(2), starts], (drawn, start) => {
      const operands = drawn.map(({ shape, values }, i) => ({
        shape,
        values: values.map((v) => within(v, i as 0 | 1)),
      }))
      const tensors = operands.map((x) => toTensor(library, x, true))
      const y = call(library, op, ...tensors)
      const expected = broadcast(operands, (a = 0, b = 0) => f(a, b))
      expectNumbers(y, expected, precision, op, forward)
      const upstream = quarters(expected.shape, start)
      y.backward(toTensor(library, upstream))
      for (const [i, d] of [dx, dy].entries()) {
        const gradient = gradientOf(operands, i, upstream, (a = 0, b = 0) => d(a, b))
        const tolerance = rounds
          ? ofTerms(gradientOf(operands, i, magnitude(upstream), (a = 0, b = 0) => Math.abs(d(a, b))))
          : undefined
        expectGradient(tensors[i] as Tensor, gradient, precision, `operand ${i}`, tolerance)
      }
    })
  })

  test.each(Object.entries(truths))('%s: truth values', (op, f) => {
    holds(20, [broadcasting(2)], (operands) => {
      const y = call(library, op, ...operands.map((x) => toTensor(library, x)))
      const { shape, values } = broadcast(operands, (a = 0, b = 0) => Number(f(a, b)))
      expectClose(y, { kind: 'bool', shape: [...shape], values }, precision.forward, precision.float, op)
    })
  })

  test.each(Object.entries(ternary))('%s of three: values and gradients', (op, { call: run, f, d }) => {
    holds(40, [broadcasting(3), starts], (operands, start) => {
      const tensors = operands.map((x) => toTensor(library, x, true)) as [Tensor, Tensor, Tensor]
      const y = run(library, ...tensors)
      const expected = broadcast(operands, (a = 0, b = 0, c = 0) => f(a, b, c))
      expectNumbers(y, expected, precision, op)
      const upstream = quarters(expected.shape, start)
      y.backward(toTensor(library, upstream))
      for (const [i, derivative] of d.entries()) {
        if (derivative === undefined) continue
        const gradient = gradientOf(operands, i, upstream, (a = 0, b = 0, c = 0) => derivative(a, b, c))
        expectGradient(tensors[i] as Tensor, gradient, precision, `operand ${i}`)
      }
    })
  })

  const pairs = fc.tuple(shapes(), shapes()).filter((both) => broadcastShape(...both) === undefined)
  test('shapes that do not broadcast are refused, and leave no tensor behind', () => {
    const names = [...Object.keys(binary), ...Object.keys(truths)]
    holds(100, [pairs, fc.constantFrom(...names), fc.boolean()], ([left, right], op, whole) => {
      const [a, b] = [library.zeros(left), library.zeros(right, { dtype: whole ? 'int32' : 'bool' })]
      const [condition, mask] = [left, right].map((shape) => library.zeros(shape, { dtype: 'bool' }))
      const before = library.memory().liveTensors
      expect(() => call(library, op, a, b), op).toThrow(library.ShapeError)
      expect(() => library.where(condition!, a, b)).toThrow(library.ShapeError)
      expect(() => library.lerp(a, b, 0.5)).toThrow(library.ShapeError)
      expect(() => library.addcmul(a, a, b)).toThrow(library.ShapeError)
      expect(() => a.maskedFill(mask!, 1)).toThrow(library.ShapeError)
      expect(library.memory().liveTensors).toBe(before)
    })
  })

  // bool counts as int32 in arithmetic; a real operand makes the result real.
  const dtypes = ['bool', 'int32', precision.float] as const
  test('types promote, and whole numbers stay whole', () => {
    const dtype = fc.constantFrom(...dtypes)
    const op = fc.constantFrom('add', 'sub', 'mul', 'maximum', 'minimum')
    holds(60, [broadcasting(2), fc.tuple(dtype, dtype), op], (drawn, types, name) => {
      const operands = drawn.map(({ shape, values }, i) => ({
        shape,
        values: values.map((v) => (types[i] === 'bool' ? Number(v > 0) : Math.round(v))),
      }))
      const [a, b] = operands.map((x, i) => toTensor(library, x).cast(types[i] as 'int32')) as [Tensor, Tensor]
      const { shape, values } = broadcast(operands, (x = 0, y = 0) => binary[name]!.f(x, y))
      const kind = types.includes(precision.float as 'int32') ? 'float' : 'int32'
      expectClose(
        call(library, name, a, b),
        { kind, shape: [...shape], values },
        precision.forward,
        precision.float,
        name,
      )
    })
  })
})
