import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Precision, precisions } from '../fixtures/precision.js'
import { quarters, starts } from './arbitraries.js'
import { at, build, expectGradient, expectNumbers, indicesOf, type Numbers, positionOf, toTensor } from './array.js'
import { holds } from './holds.js'

/** An equation by its parts, and operands that it fits. '.' stands for an ellipsis. */
interface Case {
  terms: string[][]
  /** Undefined for an equation without an arrow. */
  output: string[] | undefined
  operands: Numbers[]
}

const LETTERS = ['a', 'b', 'c', 'X']

/** The hidden dimensions of an ellipsis get names of their own, counted from the last. */
const HIDDEN = ['2', '1', '0']

const term = fc.array(fc.constantFrom(...LETTERS), { maxLength: 4 })
const cases: fc.Arbitrary<Case> = fc
  .record({
    letters: fc.array(fc.tuple(term, fc.boolean(), fc.nat(3), fc.nat(4)), { minLength: 1, maxLength: 3 }),
    sizes: fc.array(fc.constantFrom(2, 3, 1, 5, 0), { minLength: 7, maxLength: 7 }),
    ones: fc.array(fc.nat(5), { minLength: 24, maxLength: 24 }),
    // Which letters the result has, and in what order.
    order: fc.option(fc.shuffledSubarray([...LETTERS, '.']), { nil: undefined }),
    start: starts,
  })
  .map(({ letters, sizes, ones, order, start }) => {
    const sizeOf = new Map([...LETTERS, ...HIDDEN].map((name, i) => [name, sizes[i] as number]))
    let drawn = 0
    const terms: string[][] = []
    const operands = letters.map(([names, dots, hidden, position], i) => {
      const written = dots ? names.toSpliced(position, 0, '.') : names
      terms.push(written)
      // Some sizes are 1 and broadcast; within one operand a name has one size.
      const own = new Map<string, number>()
      const shape = written.flatMap((name) => {
        const all = name === '.' ? HIDDEN.slice(HIDDEN.length - hidden) : [name]
        return all.map((one) => {
          const size = own.get(one) ?? (ones[drawn++ % ones.length] === 0 ? 1 : (sizeOf.get(one) as number))
          own.set(one, size)
          return size
        })
      })
      return quarters(shape, start + i)
    })
    const used = new Set(terms.flat())
    const output = order?.filter((name) => name === '.' || used.has(name))
    return { terms, output, operands }
  })

/** The names of an operand's dimensions, those behind an ellipsis included. */
function namesOf(written: readonly string[], rank: number): string[] {
  const hidden = rank - written.filter((name) => name !== '.').length
  return written.flatMap((name) => (name === '.' ? HIDDEN.slice(HIDDEN.length - hidden) : [name]))
}

const equationOf = ({ terms, output }: Case) => {
  const spell = (names: readonly string[]) => names.join('').replace('.', '...')
  return terms.map(spell).join(',') + (output === undefined ? '' : `->${spell(output)}`)
}

/** The names of the result and of all dimensions, and what each operand has; torch's rule where there is no arrow. */
function read({ terms, output, operands }: Case) {
  const inputs = operands.map(({ shape }, i) => namesOf(terms[i] as string[], shape.length))
  const hidden = HIDDEN.filter((name) => inputs.flat().includes(name))
  const once = LETTERS.filter((name) => inputs.flat().filter((other) => other === name).length === 1)
  const written = output ?? ['.', ...once.sort()]
  const result = written.flatMap((name) => (name === '.' ? hidden : [name]))
  const sizes = new Map<string, number>()
  for (const [i, names] of inputs.entries()) {
    for (const [d, name] of names.entries()) {
      const size = operands[i]?.shape[d] as number
      if (size !== 1 || !sizes.has(name)) sizes.set(name, size)
    }
  }
  return { inputs, result, sizes, all: [...sizes.keys()] }
}

/** Adds up the products for every assignment of numbers to names; `visit` sees each of them with its positions. */
function loop(one: Case, visit: (places: number[][], result: number[]) => void): number[] {
  const { inputs, result, sizes, all } = read(one)
  for (const assignment of indicesOf(all.map((name) => sizes.get(name) as number))) {
    const of = (name: string) => assignment[all.indexOf(name)] as number
    const places = inputs.map((names, i) => names.map((name, d) => (one.operands[i]?.shape[d] === 1 ? 0 : of(name))))
    visit(places, result.map(of))
  }
  return result.map((name) => sizes.get(name) as number)
}

function evaluate(
  one: Case,
  upstream: (shape: number[]) => Numbers,
): { y: Numbers; dy: Numbers; gradients: Numbers[] } {
  const shape = loop({ ...one, operands: one.operands }, () => {})
  const y = build(shape, () => 0)
  const dy = upstream(shape)
  const gradients = one.operands.map((x) => build(x.shape, () => 0))
  loop(one, (places, result) => {
    const factors = one.operands.map((x, i) => at(x, places[i] as number[]))
    const product = (without: number) => factors.reduce((p, factor, i) => (i === without ? p : p * factor), 1)
    y.values[positionOf(shape, result)]! += product(-1)
    for (const [i, x] of one.operands.entries()) {
      gradients[i]!.values[positionOf(x.shape, places[i] as number[])]! += at(dy, result) * product(i)
    }
  })
  return { y, dy, gradients }
}

describe.each(precisions)('on $name', (precision: Precision) => {
  const { library } = precision

  test('einsum of random equations: values and gradients', () => {
    holds(400, [cases, starts], (one, start) => {
      const { y, dy, gradients } = evaluate(one, (shape) => quarters(shape, start))
      const equation = `${equationOf(one)} of ${one.operands.map(({ shape }) => `[${shape}]`).join(' ')}`
      const leaves = one.operands.map((x) => toTensor(library, x, true))
      const result = library.einsum(equationOf(one), ...leaves)
      expectNumbers(result, y, precision, equation)
      result.backward(toTensor(library, dy))
      for (const [i, leaf] of leaves.entries()) {
        expectGradient(leaf, gradients[i] as Numbers, precision, `operand ${i} of ${equation}`)
      }
    })
  })

  test('a name of two sizes is refused, and leaves no tensor behind', () => {
    const differing = fc.constantFrom('ab,bc->ac', 'ab,cb', '...b,b->...', 'ab,b,b->a', 'bb->b')
    holds(40, [differing, fc.boolean()], (equation, whole) => {
      const shapes = equation === 'bb->b' ? [[3, 2]] : [[2, 3], [2, 2], [3]]
      const terms = (equation.split('->')[0] as string).split(',')
      const operands = terms.map((text, i) => {
        const shape = text === 'b' ? [2] : (shapes[i] as number[])
        return library.zeros(shape, whole ? { dtype: 'int32' } : {})
      })
      const before = library.memory().liveTensors
      expect(() => library.einsum(equation, ...operands), equation).toThrow(library.ShapeError)
      expect(library.memory().liveTensors).toBe(before)
    })
  })
})
