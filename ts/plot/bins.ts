import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { rangeOf, readNumbers } from './numbers.js'
import { checkCount, checkRange } from './plot-options.js'

/** How often numbers fall between `edges[i]` and `edges[i + 1]`; the last bin has its upper edge too. */
export interface Bins {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  /** Numbers that stand in no bin, because they are not finite or out of the range. */
  readonly omitted: number
}

export interface BinOptions {
  /** How many. Default the larger number of Sturges's and of Freedman and Diaconis's rules, up to 200. */
  bins?: number | undefined
  /** `[low, high]` between which is counted. Default from the smallest to the largest number. */
  range?: readonly [number, number] | undefined
}

const MOST_BINS = 200

/** Bins of equal width. Same as numpy.histogram. @throws ValueError when there is no finite number */
export function countBins(op: string, input: unknown, { bins, range }: BinOptions): Bins {
  const values = Array.from(readNumbers(op, input).values)
  const given = checkRange(op, range)
  const [low, high] = given ?? widened(rangeOf(op, values))
  const inside = values.filter((value) => value >= low && value <= high)
  if (bins !== undefined && typeof bins !== 'number') {
    throw new TypeError(`${op}: option 'bins' must be a number, got ${nameOf(bins)}`)
  }
  const count = bins === undefined ? automaticCount(inside, high - low) : checkCount(op, 'bins', bins)
  if (inside.length === 0) throw new ValueError(op, { expected: `a number from ${low} to ${high}`, got: 'none' })
  const edges = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)
  edges[count] = high
  const counts = new Array<number>(count).fill(0)
  for (const value of inside) {
    let i = Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))
    // Division rounds; the edges decide.
    if (value < (edges[i] as number)) i--
    else if (i < count - 1 && value >= (edges[i + 1] as number)) i++
    counts[i] = (counts[i] as number) + 1
  }
  return { edges, counts, omitted: values.length - inside.length }
}

/** Equal numbers get a range of 1 around them. */
function widened([low, high]: [number, number]): [number, number] {
  if (low < high) return [low, high]
  const half = Math.max(0.5, Math.abs(low) * 1e-6)
  return [low - half, high + half]
}

/** The narrower of the bins of Sturges and of Freedman and Diaconis. */
function automaticCount(values: readonly number[], span: number): number {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  const sturges = span / (Math.log2(Math.max(1, n)) + 1)
  const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25)
  const freedmanDiaconis = (2 * spread) / Math.cbrt(n)
  const width = freedmanDiaconis > 0 ? Math.min(sturges, freedmanDiaconis) : sturges
  return Math.max(1, Math.min(MOST_BINS, Math.ceil(span / width)))
}

function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1)
  const below = sorted[Math.floor(position)] ?? 0
  return below + ((sorted[Math.ceil(position)] ?? 0) - below) * (position % 1)
}
