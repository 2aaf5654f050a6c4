import fc from 'fast-check'
import { countOf, type Numbers } from './array.js'

/** Sizes that no vector width and no tile divides, one, and now and then none. */
export const sizes = fc.constantFrom(1, 2, 3, 5, 7, 17, 1, 2, 3, 5, 0)

/** Properties are about all shapes, not about large ones: a case has to be cheap. */
const MOST_ELEMENTS = 2000

export interface ShapeOptions {
  minRank?: number
  maxRank?: number
  size?: fc.Arbitrary<number>
  /** The most elements. */
  most?: number
}

export function shapes(options: ShapeOptions = {}): fc.Arbitrary<number[]> {
  const { minRank = 0, maxRank = 5, size = sizes, most = MOST_ELEMENTS } = options
  return fc.array(size, { minLength: minRank, maxLength: maxRank }).map((shape) => shrunk(shape, most))
}

/** Large sizes give way, so that the product stays small without most cases being thrown away. */
function shrunk(shape: number[], most: number): number[] {
  const result = [...shape]
  while (countOf(result) > most) {
    const largest = result.indexOf(Math.max(...result))
    result[largest] = Math.floor((result[largest] as number) / 2)
  }
  return result
}

/**
 * Numbers whose sums and products are exact in single precision too: multiples of ¼ from −4 to 4. Only the first one
 * is drawn, the others follow by a formula, so that large shapes cost fast-check no more than small ones.
 */
export function quarters(shape: readonly number[], start: number): Numbers {
  let word = start
  const values = Float64Array.from({ length: countOf(shape) }, () => {
    // A linear congruential generator; its high bits are the good ones.
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0
    return ((word >>> 16) % 33) / 4 - 4
  })
  return { shape, values }
}

/** What `quarters` starts from. */
export const starts = fc.nat(2 ** 30)

export const numbers = (shape: readonly number[]): fc.Arbitrary<Numbers> =>
  starts.map((start) => quarters(shape, start))

/** Numbers of any shape. */
export const arrays = (options?: ShapeOptions): fc.Arbitrary<Numbers> =>
  shapes(options).chain((shape) => numbers(shape))

/** Operands whose shapes broadcast: leading dimensions may be missing, and sizes may be 1. */
export function broadcasting(count: number, options?: ShapeOptions): fc.Arbitrary<Numbers[]> {
  const operand = (result: readonly number[]) =>
    fc
      .tuple(
        fc.integer({ min: 0, max: result.length }),
        fc.array(fc.boolean(), { minLength: result.length, maxLength: result.length }),
      )
      .chain(([dropped, ones]) => numbers(result.map((size, d) => (ones[d] ? 1 : size)).slice(dropped)))
  return shapes(options).chain((result) => fc.array(operand(result), { minLength: count, maxLength: count }))
}

/** A random order of so many dimensions. */
export const permutations = (rank: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: rank }, (_, d) => d),
    { minLength: rank, maxLength: rank },
  )
