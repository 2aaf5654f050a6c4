import { ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { Generator, globalGenerator } from '../tensor/generator.js'
import type { Dataset } from './dataset.js'
import { Subset } from './subset.js'

export interface RandomSplitOptions {
  /** Makes the split the same on every run; without it the global random state decides. */
  seed?: number | undefined
}

/**
 * Divides a dataset at random into parts that do not overlap. `lengths` are numbers of samples, or fractions that add
 * up to 1; what rounding leaves over goes to the first parts. Same as torch.utils.data.random_split.
 *
 * @throws ValueError when the lengths do not add up to the dataset's
 */
export function randomSplit<Item>(
  dataset: Dataset<Item>,
  lengths: readonly number[],
  options?: RandomSplitOptions,
): Subset<Item>[] {
  const op = 'randomSplit'
  const { seed } = withDefaults<{ seed: number | undefined }>(op, options, { seed: undefined })
  const counts = toCounts(op, lengths, dataset.length)
  const order = (seed === undefined ? globalGenerator : new Generator(seed)).permutation(dataset.length)
  let start = 0
  return counts.map((count) => {
    start += count
    return new Subset(dataset, order.subarray(start - count, start))
  })
}

function toCounts(op: string, lengths: readonly number[], total: number): number[] {
  if (!Array.isArray(lengths) || !lengths.every((length) => typeof length === 'number')) {
    throw new TypeError(`${op}: expected lengths as an array of numbers, got ${nameOf(lengths)}`)
  }
  const sum = lengths.reduce((a, b) => a + b, 0)
  const positive = lengths.every((length) => length >= 0)
  if (positive && lengths.every(Number.isInteger) && sum === total) return [...lengths]
  if (positive && Math.abs(sum - 1) < 1e-9) {
    const counts = lengths.map((fraction) => Math.floor(fraction * total + 1e-9))
    const left = total - counts.reduce((a, b) => a + b, 0)
    for (let k = 0; k < left; k++) counts[k % counts.length] = (counts[k % counts.length] as number) + 1
    return counts
  }
  throw new ValueError(op, {
    expected: `lengths that add up to the ${total} samples of the dataset, or fractions that add up to 1`,
    got: nameOf(lengths),
  })
}
