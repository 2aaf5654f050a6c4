import { ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { isNumberArray } from '../tensor/conversion.js'
import { Generator, globalGenerator } from '../tensor/generator.js'
import { slices } from './chunks.js'
import type { BatchSampler } from './data-loader-options.js'

export interface BucketSamplerOptions {
  /** Samples a batch. */
  batchSize: number
  /** A new random division for every epoch; without it the shortest come first. Default true. */
  shuffle?: boolean | undefined
  /** Leaves out the batch that is smaller than the others, if there is one. Default false. */
  dropLast?: boolean | undefined
  /** How many batches are sorted together: more make lengths more alike, fewer make batches more random. Default 100. */
  bucketBatches?: number | undefined
  /** Makes the shuffling the same on every run; without it the loader's `seed` or the global random state decides. */
  seed?: number | undefined
}

/**
 * Batches of samples of similar lengths, so that little has to be padded: samples in random order are divided into
 * buckets of `bucketBatches` batches, each bucket is sorted by length and cut into batches, and the batches of all
 * buckets are shuffled. For a DataLoader's `batchSampler`, which continues it exactly after an interruption.
 * Same as torchnlp's BucketBatchSampler.
 */
export class BucketSampler implements BatchSampler {
  /** Batches an epoch. */
  readonly length: number
  /** What is shuffled by. */
  readonly generator: Generator
  readonly #lengths: ArrayLike<number>
  readonly #settings: { batchSize: number; shuffle: boolean; dropLast: boolean; bucketBatches: number }

  /** @throws ValueError for a length that is no number of at least 0, or a batch size below 1 */
  constructor(lengths: ArrayLike<number>, options: BucketSamplerOptions) {
    const op = 'BucketSampler'
    const { seed, batchSize, ...rest } = withDefaults(op, options as { batchSize?: unknown; seed?: number }, {
      batchSize: undefined as unknown,
      shuffle: true,
      dropLast: false,
      bucketBatches: 100,
      seed: undefined as number | undefined,
    })
    assertWhole(op, 'batchSize', batchSize, 1)
    assertWhole(op, 'bucketBatches', rest.bucketBatches, 1)
    if (!Array.isArray(lengths) && !isNumberArray(lengths)) {
      throw new TypeError(`${op}: expected the lengths of the samples, got ${nameOf(lengths)}`)
    }
    const wrong = Array.prototype.findIndex.call(lengths, (length) => !(length >= 0))
    if (wrong !== -1) {
      const got = `${nameOf(lengths[wrong])} at position ${wrong}`
      throw new ValueError(op, { expected: 'lengths of at least 0', got })
    }
    this.#lengths = lengths.slice()
    this.#settings = { batchSize, ...rest }
    this.generator = seed === undefined ? globalGenerator : new Generator(seed)
    this.length = rest.dropLast ? Math.floor(lengths.length / batchSize) : Math.ceil(lengths.length / batchSize)
  }

  [Symbol.iterator](): Iterator<Int32Array> {
    return this.batches()[Symbol.iterator]()
  }

  /** The batches of one epoch as numbers of samples, drawn by a generator. */
  batches(generator: Generator = this.generator): readonly Int32Array[] {
    const { batchSize, shuffle, dropLast, bucketBatches } = this.#settings
    const { length: samples } = this.#lengths
    const lengthOf = (sample: number) => this.#lengths[sample] as number
    // Of equal lengths the one that was drawn first stays first: sorting is stable.
    const byLength = (a: number, b: number) => lengthOf(a) - lengthOf(b)
    if (!shuffle)
      return [...slices(Int32Array.from({ length: samples }, (_, i) => i).sort(byLength), batchSize, dropLast)]
    const order = generator.permutation(samples)
    // The incomplete batch is of samples drawn at random, not of the longest ones.
    const whole = samples - (samples % batchSize)
    const batches: Int32Array[] = []
    for (const bucket of slices(order.subarray(0, whole), batchSize * bucketBatches, false)) {
      batches.push(...slices(bucket.slice().sort(byLength), batchSize, false))
    }
    if (whole < samples && !dropLast) batches.push(order.slice(whole).sort(byLength))
    return Array.from(generator.permutation(batches.length), (k) => batches[k] as Int32Array)
  }
}
