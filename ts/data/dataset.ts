import { IndexError } from '../errors.js'
import { nameOf } from '../options.js'

/**
 * A collection of samples that are looked up by number. A sample is a tuple, as `[input, target]`, or a single value.
 * Same as torch.utils.data.Dataset.
 */
export abstract class Dataset<Item = unknown> {
  /** Number of samples. */
  abstract readonly length: number

  /** Sample number i, from 0 on. A promise of it is fine where batches are taken with `for await`. */
  abstract get(i: number): Item | Promise<Item>

  /**
   * Samples that are already gathered into a batch, where a dataset can do this faster than one by one; undefined
   * where it cannot. Used by DataLoader when it has no `collate` of its own.
   */
  getBatch?(indices: Int32Array): unknown
}

/** @throws IndexError unless i is a whole number from 0 to length − 1 */
export function checkIndex(op: string, i: number, length: number): void {
  if (Number.isInteger(i) && i >= 0 && i < length) return
  const expected = length === 0 ? 'no index at all: it is empty' : `a whole number from 0 to ${length - 1}`
  throw new IndexError(op, { expected, got: nameOf(i) })
}
