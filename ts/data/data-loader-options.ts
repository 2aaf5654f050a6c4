import { ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import type { Generator } from '../tensor/generator.js'
import { isIterable } from './iterable-dataset.js'

/** The order in which samples are taken: iterated anew for every epoch. */
export interface Sampler extends Iterable<number> {
  /** How many numbers an epoch has, if this is known beforehand. */
  readonly length?: number | undefined
}

/** Which samples are taken together: iterated anew for every epoch. */
export interface BatchSampler extends Iterable<ArrayLike<number>> {
  /** How many batches an epoch has, if this is known beforehand. */
  readonly length?: number | undefined
  /** What it draws by, unless the loader has a `seed`. */
  readonly generator?: Generator
  /** One epoch drawn by a generator of the loader's, so that an interrupted epoch can be drawn again. */
  batches?(generator: Generator): Iterable<ArrayLike<number>>
}

export interface DataLoaderOptions<Item, Batch> {
  /** Samples a batch. Default 1. */
  batchSize?: number | undefined
  /** A new random order for every epoch. Default false. */
  shuffle?: boolean | undefined
  /** Leaves out the last batch when it is smaller than the others. Default false. */
  dropLast?: boolean | undefined
  /** Which samples are taken, in which order; instead of `shuffle`. */
  sampler?: Sampler | undefined
  /** Which samples are taken together, as a BucketSampler; instead of `batchSize`, `shuffle`, `sampler`, `dropLast`. */
  batchSampler?: BatchSampler | undefined
  /** Makes a batch of samples. By default they are stacked into tensors. */
  collate?: ((items: Item[]) => Batch | Promise<Batch>) | undefined
  /** Makes the shuffling the same on every run; without it the global random state decides (see `manualSeed`). */
  seed?: number | undefined
  /** With `for await`: how many batches are asked for before they are needed, for samples that are promises. Default 0. */
  prefetch?: number | undefined
}

export interface DataLoaderSettings<Item, Batch> {
  readonly batchSize: number
  readonly shuffle: boolean
  readonly dropLast: boolean
  readonly sampler: Sampler | undefined
  readonly batchSampler: BatchSampler | undefined
  readonly collate: ((items: Item[]) => Batch | Promise<Batch>) | undefined
  readonly seed: number | undefined
  readonly prefetch: number
}

/** @throws ValueError, TypeError for options that make no sense */
export function readDataLoaderOptions<Item, Batch>(
  options: DataLoaderOptions<Item, Batch> | undefined,
  isCounted: boolean,
): DataLoaderSettings<Item, Batch> {
  const op = 'DataLoader'
  const settings = withDefaults<DataLoaderSettings<Item, Batch>>(op, options, {
    batchSize: 1,
    shuffle: false,
    dropLast: false,
    sampler: undefined,
    batchSampler: undefined,
    collate: undefined,
    seed: undefined,
    prefetch: 0,
  })
  const { batchSize, prefetch, sampler, batchSampler, collate, shuffle } = settings
  assertWhole(op, 'batchSize', batchSize, 1)
  assertWhole(op, 'prefetch', prefetch, 0)
  if (sampler !== undefined && !isIterable(sampler)) {
    throw new TypeError(`${op}: option 'sampler' must be an iterable of sample numbers, got ${nameOf(sampler)}`)
  }
  if (batchSampler !== undefined && !isIterable(batchSampler)) {
    throw new TypeError(
      `${op}: option 'batchSampler' must be an iterable of arrays of sample numbers, got ${nameOf(batchSampler)}`,
    )
  }
  if (collate !== undefined && typeof collate !== 'function') {
    throw new TypeError(`${op}: option 'collate' must be a function, got ${nameOf(collate)}`)
  }
  if (sampler !== undefined && shuffle) {
    throw new ValueError(op, {
      expected: 'either shuffle or a sampler',
      got: 'both',
      remedy: 'The sampler decides the order',
    })
  }
  if ((sampler as BatchSampler | undefined)?.batches !== undefined) {
    throw new ValueError(op, {
      expected: 'a sampler of single samples',
      got: `${nameOf(sampler)}, which gives batches`,
      remedy: 'Pass it as batchSampler',
    })
  }
  if (batchSampler !== undefined && (shuffle || sampler !== undefined || settings.dropLast || batchSize !== 1)) {
    throw new ValueError(op, {
      expected: 'a batchSampler without batchSize, shuffle, sampler and dropLast',
      got: 'both',
      remedy: 'The batchSampler decides all of them',
    })
  }
  if (!isCounted && (batchSampler !== undefined || shuffle || sampler !== undefined)) {
    throw new ValueError(op, {
      expected: 'neither shuffle nor a sampler for samples that come one after the other',
      got: shuffle ? 'shuffle: true' : sampler === undefined ? 'a batchSampler' : 'a sampler',
      remedy: 'Shuffle where the samples come from, or use a dataset with length and get(i)',
    })
  }
  return settings
}
