import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { int32View } from '../runtime/linear-memory.js'
import { allocateStorage, beginOperation, freeBlock, young } from '../runtime/residency.js'

/** What a generator has to remember: the seed, and how many blocks of four words it has given out. */
export interface GeneratorState {
  seed: number
  offset: number
}

/** The four words that a random kernel takes: a 64-bit key and a 64-bit counter. */
export type Stream = readonly [keyLow: number, keyHigh: number, counterLow: number, counterHigh: number]

const WORD = 2 ** 32
const WORDS_PER_BLOCK = 4

/**
 * A counter-based random generator: Philox4x32-10 keyed by the seed. Block i of the stream depends on nothing but the
 * seed and i, so the same seed gives the same numbers on every engine, in both precisions and whatever came between.
 * Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 */
export class Generator {
  #seed: number
  #offset = 0

  /** @throws ValueError when the seed is no whole number from 0 to 2⁵³ − 1 */
  constructor(seed: number) {
    this.#seed = checkedSeed('Generator', seed)
  }

  get state(): GeneratorState {
    return { seed: this.#seed, offset: this.#offset }
  }

  set state({ seed, offset }: GeneratorState) {
    this.#seed = checkedSeed('Generator', seed)
    this.#offset = checkedSeed('Generator', offset)
  }

  /** Sets aside the words for `count` elements and says where they start. */
  take(count: number): Stream {
    const offset = this.#offset
    this.#offset += Math.ceil(count / WORDS_PER_BLOCK)
    return [this.#seed % WORD, Math.floor(this.#seed / WORD), offset % WORD, Math.floor(offset / WORD)]
  }

  /** `count` uniformly distributed 32-bit words. */
  bits(count: number): Int32Array<ArrayBuffer> {
    const stream = this.take(count)
    beginOperation()
    const storage = allocateStorage(count * 4, young, 'random')
    check(kernels.random_bits(storage.address, count, ...stream))
    const words = int32View(storage.address, count).slice()
    freeBlock(storage)
    return words
  }

  /** The numbers 0 … n − 1 in random order (Fisher–Yates). */
  permutation(n: number): Int32Array<ArrayBuffer> {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    const words = this.bits(n)
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor((((words[i] as number) >>> 0) / WORD) * (i + 1))
      const swapped = order[i] as number
      order[i] = order[j] as number
      order[j] = swapped
    }
    return order
  }
}

/** The generator behind everything random that is given no other. */
export const globalGenerator = new Generator(Math.floor(Math.random() * 2 ** 53))

/**
 * Seeds everything random: initialisation, dropout, shuffling, random tensors. The same seed gives the same bits on
 * every run and every engine. Same as torch.manual_seed, with another stream (Philox4x32-10, see `Generator`).
 *
 * @throws ValueError when the seed is no whole number from 0 to 2⁵³ − 1
 */
export function manualSeed(seed: number): void {
  globalGenerator.state = { seed: checkedSeed('manualSeed', seed), offset: 0 }
}

export function randomBits(count: number): Int32Array<ArrayBuffer> {
  return globalGenerator.bits(count)
}

function checkedSeed(op: string, seed: number): number {
  if (typeof seed !== 'number') throw new TypeError(`${op}: expected the seed as a number, got ${nameOf(seed)}`)
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new ValueError(op, { expected: 'a whole number from 0 to 2⁵³ − 1', got: nameOf(seed) })
}
