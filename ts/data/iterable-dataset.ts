import { nameOf } from '../options.js'

/** Where samples come from one after the other: something to iterate, or a function that opens it for every epoch. */
export type SampleSource<Item> = Iterable<Item> | AsyncIterable<Item> | (() => Iterable<Item> | AsyncIterable<Item>)

/**
 * Samples that come one after the other and are not counted beforehand, as lines of a file do. A function is called
 * anew for every epoch; give one for generators, which run only once. A subclass may define `[Symbol.iterator]` or
 * `[Symbol.asyncIterator]` instead of passing a source.
 * Same as torch.utils.data.IterableDataset.
 */
export class IterableDataset<Item = unknown> {
  readonly #source: SampleSource<Item> | undefined

  constructor(source?: SampleSource<Item>) {
    const usable = source === undefined || typeof source === 'function' || isIterable(source) || isAsyncIterable(source)
    if (!usable) {
      throw new TypeError(`IterableDataset: expected something iterable, or a function, got ${nameOf(source)}`)
    }
    this.#source = source
  }

  /** The samples of one epoch. @throws TypeError when they come asynchronously */
  [Symbol.iterator](): Iterator<Item> {
    const samples = this.#open()
    if (isIterable<Item>(samples)) return samples[Symbol.iterator]()
    throw new TypeError('IterableDataset: these samples come asynchronously: iterate with for await')
  }

  /** The samples of one epoch, wherever they come from. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    // Without a source a subclass has defined the other iterator.
    if (this.#source === undefined) yield* { [Symbol.iterator]: () => this[Symbol.iterator]() }
    else yield* this.#open()
  }

  #open(): Iterable<Item> | AsyncIterable<Item> {
    if (this.#source === undefined) {
      throw new TypeError(
        'IterableDataset: expected a source of samples, or a subclass with a [Symbol.iterator] of its own',
      )
    }
    if (typeof this.#source !== 'function') return this.#source
    const samples = this.#source()
    if (isIterable<Item>(samples) || isAsyncIterable<Item>(samples)) return samples
    throw new TypeError(`IterableDataset: expected the function to give something iterable, got ${nameOf(samples)}`)
  }
}

export function isIterable<Item>(value: unknown): value is Iterable<Item> {
  return typeof (value as Iterable<Item> | null | undefined)?.[Symbol.iterator] === 'function'
}

export function isAsyncIterable<Item>(value: unknown): value is AsyncIterable<Item> {
  return typeof (value as AsyncIterable<Item> | null | undefined)?.[Symbol.asyncIterator] === 'function'
}
