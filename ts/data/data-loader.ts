import { FormatError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { Generator, type GeneratorState, globalGenerator } from '../tensor/generator.js'
import { asyncChunks, chunks, slices } from './chunks.js'
import { type Collated, collate } from './collate.js'
import {
  type DataLoaderOptions,
  type DataLoaderSettings,
  readDataLoaderOptions,
  type Sampler,
} from './data-loader-options.js'
import { checkIndex, type Dataset } from './dataset.js'
import { isAsyncIterable, isIterable } from './iterable-dataset.js'

/** Where a loader stands; plain data that survives JSON. */
export interface DataLoaderState {
  /** Epochs that were gone through to their end. */
  epoch: number
  /** Batches of the current epoch that were handed out. */
  position: number
  /** The random state from which the current epoch's order was drawn. */
  generator: GeneratorState
}

type Source<Item> = Dataset<Item> | Iterable<Item> | AsyncIterable<Item>

/**
 * The samples of a dataset in batches, one epoch for each iteration: `for (const [x, y] of loader)`, or `for await`
 * where samples are promises. With `shuffle` every epoch has a new order. Same as torch.utils.data.DataLoader.
 *
 * @throws ValueError for a batch size that is no whole number ≥ 1, or `shuffle` together with a `sampler`
 */
export class DataLoader<Item, Batch = Collated<Item>> {
  readonly dataset: Source<Item>
  readonly batchSize: number
  readonly #settings: DataLoaderSettings<Item, Batch>
  readonly #generator: Generator
  #epoch = 0
  #position = 0
  #epochStart: GeneratorState
  /** Set while the next iteration shall continue an epoch instead of beginning one. */
  #resuming = false

  constructor(dataset: Source<Item>, options?: DataLoaderOptions<Item, Batch>) {
    const isCounted = isDataset(dataset)
    if (!isCounted && !isIterable(dataset) && !isAsyncIterable(dataset)) {
      throw new TypeError(
        `DataLoader: expected a dataset with length and get(i), or an iterable one, got ${nameOf(dataset)}`,
      )
    }
    this.dataset = dataset
    this.#settings = readDataLoaderOptions(options, isCounted)
    this.batchSize = this.#settings.batchSize
    const { seed, batchSampler } = this.#settings
    this.#generator = seed === undefined ? (batchSampler?.generator ?? globalGenerator) : new Generator(seed)
    this.#epochStart = this.#generator.state
  }

  /** Batches an epoch. @throws ValueError when the samples are not counted beforehand */
  get length(): number {
    const length = this.knownLength
    if (length !== undefined) return length
    throw new ValueError('DataLoader.length', {
      expected: 'a dataset, and a sampler if there is one, of known length',
      got: 'samples that are not counted beforehand',
    })
  }

  /** @internal Batches an epoch; undefined when the samples are not counted beforehand. */
  get knownLength(): number | undefined {
    const { batchSize, dropLast, sampler, batchSampler } = this.#settings
    if (batchSampler !== undefined) return batchSampler.length
    const samples = sampler === undefined && isDataset(this.dataset) ? this.dataset.length : sampler?.length
    if (samples === undefined) return undefined
    return dropLast ? Math.floor(samples / batchSize) : Math.ceil(samples / batchSize)
  }

  /** One epoch. @throws TypeError when samples come asynchronously */
  *[Symbol.iterator](): IterableIterator<Batch> {
    const [order, skipped] = this.#beginEpoch()
    let number = 0
    for (const group of this.#groups(order)) {
      if (number++ < skipped) continue
      const batch = this.#load(group)
      if (isPromise(batch)) {
        batch.then(undefined, () => undefined) // what it comes to matters no more: the error below tells the cause
        throw new TypeError('DataLoader: the samples of this dataset are promises: iterate with for await')
      }
      this.#position = number
      yield batch
    }
    this.#endEpoch()
  }

  /** One epoch, waiting for samples that are promises; `prefetch` says how many batches are asked for ahead. */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<Batch> {
    const [order, skipped] = this.#beginEpoch()
    const ahead: (Batch | Promise<Batch>)[] = []
    let number = 0
    const handOut = () => {
      this.#position = ++number
      return ahead.shift() as Batch | Promise<Batch>
    }
    for await (const group of this.#groupsOfAnyKind(order)) {
      if (number < skipped) {
        number++
        continue
      }
      ahead.push(watched(this.#load(group)))
      if (ahead.length > this.#settings.prefetch) yield await handOut()
    }
    while (ahead.length > 0) yield await handOut()
    this.#endEpoch()
  }

  /** Where the loader stands, so that an interrupted epoch can be continued exactly. */
  stateDict(): DataLoaderState {
    return { epoch: this.#epoch, position: this.#position, generator: { ...this.#epochStart } }
  }

  /**
   * Takes over what `stateDict` gave: the next iteration hands out the batches that the interrupted one had left.
   *
   * @throws FormatError when it is no such state
   */
  loadStateDict(state: DataLoaderState): void {
    const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
    const { epoch, position, generator } = state ?? {}
    if (!isCount(epoch) || !isCount(position) || !isCount(generator?.seed) || !isCount(generator?.offset)) {
      throw new FormatError('DataLoader.loadStateDict', {
        expected: '{ epoch, position, generator: { seed, offset } }',
        got: nameOf(state),
      })
    }
    this.#epoch = epoch
    this.#position = position
    this.#epochStart = { ...generator }
    // Between two epochs the next one draws its own order.
    this.#resuming = position > 0
    if (this.#generator !== globalGenerator) this.#generator.state = generator
  }

  /** The order of the epoch that begins now, and how many of its batches were handed out before an interruption. */
  #beginEpoch(): [order: Order | undefined, skipped: number] {
    const { shuffle, sampler, batchSampler } = this.#settings
    let source = this.#generator
    if (!this.#resuming) {
      this.#position = 0
      this.#epochStart = source.state
    } else if (source === globalGenerator) {
      // The global generator has already given out this order; only a copy goes back.
      source = new Generator(0)
    }
    if (this.#resuming) source.state = this.#epochStart
    this.#resuming = false
    if (!isDataset(this.dataset)) return [undefined, this.#position]
    if (sampler !== undefined) return [sampler, this.#position]
    if (batchSampler !== undefined) {
      const batches = batchSampler.batches?.(source) ?? batchSampler
      return [{ batches }, this.#position]
    }
    const { length } = this.dataset
    return [shuffle ? source.permutation(length) : Int32Array.from({ length }, (_, i) => i), this.#position]
  }

  #endEpoch(): void {
    this.#epoch++
    this.#position = 0
    this.#epochStart = this.#generator.state
  }

  /** The sample numbers of each batch, or its samples themselves where they are not numbered. */
  #groups(order: Order | undefined): Iterable<Group<Item>> {
    const { batchSize, dropLast } = this.#settings
    if (order instanceof Int32Array) return slices(order, batchSize, dropLast)
    if (order !== undefined) return this.#checked(isDivided(order) ? order.batches : chunks(order, batchSize, dropLast))
    if (isIterable<Item>(this.dataset)) return chunks(this.dataset, batchSize, dropLast)
    throw new TypeError('DataLoader: the samples of this dataset come asynchronously: iterate with for await')
  }

  #groupsOfAnyKind(order: Order | undefined): Iterable<Group<Item>> | AsyncIterable<Group<Item>> {
    const { batchSize, dropLast } = this.#settings
    if (order !== undefined || !isAsyncIterable<Item>(this.dataset)) return this.#groups(order)
    return asyncChunks(this.dataset, batchSize, dropLast)
  }

  /** Groups of sample numbers, each of which there is. */
  *#checked(groups: Iterable<ArrayLike<number>>): IterableIterator<Int32Array> {
    const op = this.#settings.batchSampler === undefined ? 'DataLoader.sampler' : 'DataLoader.batchSampler'
    const { length } = this.dataset as Dataset<Item>
    for (const group of groups) {
      if (typeof group?.length !== 'number') {
        throw new TypeError(`${op}: expected arrays of sample numbers, got ${nameOf(group)}`)
      }
      for (let i = 0; i < group.length; i++) checkIndex(op, group[i] as number, length)
      yield Int32Array.from(group)
    }
  }

  #load(group: Group<Item>): Batch | Promise<Batch> {
    const make = this.#settings.collate ?? (collate as unknown as (items: Item[]) => Batch)
    if (!(group instanceof Int32Array)) return make(group)
    const dataset = this.dataset as Dataset<Item>
    if (this.#settings.collate === undefined) {
      const gathered = dataset.getBatch?.(group)
      if (gathered !== undefined) return gathered as Batch
    }
    const items = Array.from(group, (i) => dataset.get(i))
    return items.some(isPromise) ? Promise.all(items).then(make) : make(items as Item[])
  }
}

/** Numbers of samples, or of all batches; the latter may be drawn anew or be what the user gave. */
type Order = Int32Array | Sampler | { batches: Iterable<ArrayLike<number>> }

function isDivided(
  order: Sampler | { batches: Iterable<ArrayLike<number>> },
): order is { batches: Iterable<ArrayLike<number>> } {
  return (order as { batches?: unknown }).batches !== undefined
}

type Group<Item> = Int32Array | Item[]

function isDataset<Item>(value: unknown): value is Dataset<Item> {
  const { length, get } = (value ?? {}) as Partial<Dataset<Item>>
  return typeof length === 'number' && typeof get === 'function'
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | null | undefined)?.then === 'function'
}

/** A promise that nobody awaits yet: should it fail meanwhile, this is reported when its turn comes, not before. */
function watched<Value>(value: Value | Promise<Value>): Value | Promise<Value> {
  if (isPromise(value)) value.then(undefined, () => undefined)
  return value
}
