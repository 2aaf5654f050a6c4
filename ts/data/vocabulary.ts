import { DTypeError, FormatError, IndexError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { data } from '../tensor/read.js'
import { Tensor } from '../tensor/tensor.js'
import { isIterable } from './iterable-dataset.js'

/** Tokens, tokenised texts, or how often each token occurs. */
export type TokenSource =
  | Iterable<string | Iterable<string>>
  | ReadonlyMap<string, number>
  | Readonly<Record<string, number>>

export interface VocabularyOptions {
  /** Tokens that occur less often are left out. Default 1. */
  minCount?: number | undefined
  /** How many tokens there are at most, special ones included; the most frequent ones stay. Default: all. */
  maxSize?: number | undefined
  /** Tokens that come first, whether they occur or not, as `<pad>` and `<unk>`. Default none. */
  specials?: readonly string[] | undefined
  /** The token that stands for those that are not there. Default: `<unk>`, if it is a special one, else none. */
  unknown?: string | undefined
}

/** A vocabulary as plain data that survives JSON. */
export interface VocabularyState {
  readonly tokens: readonly string[]
  readonly unknown: string | null
}

/**
 * Tokens and their numbers: first the special ones as given, then the others, the most frequent first, equally frequent
 * ones by their UTF-16 units, so that the order of texts does not matter. Same as torchtext.vocab.Vocab.
 *
 *     const vocabulary = new Vocabulary(texts.map(wordTokenizer), { minCount: 2, specials: ['<pad>', '<unk>'] })
 */
export class Vocabulary {
  /** All tokens; each stands at its number. */
  readonly tokens: readonly string[]
  /** The token that stands for those that are not there; null for none. */
  readonly unknown: string | null
  readonly #indices: ReadonlyMap<string, number>

  /** @throws ValueError for special tokens that repeat, an unknown token that is not there, or a size that holds none */
  constructor(source: TokenSource, options?: VocabularyOptions) {
    const op = 'Vocabulary'
    const settings = withDefaults<{ minCount: number; maxSize: number; specials: readonly string[]; unknown: unknown }>(
      op,
      options as { maxSize?: number },
      { minCount: 1, maxSize: Number.MAX_SAFE_INTEGER, specials: [], unknown: undefined },
    )
    const { minCount, maxSize, specials } = settings
    assertWhole(op, 'minCount', minCount, 0)
    assertWhole(op, 'maxSize', maxSize, 1)
    if (!Array.isArray(specials))
      throw new TypeError(`${op}: option 'specials' must be an array, got ${nameOf(specials)}`)
    if (specials.length > maxSize) {
      throw new ValueError(op, {
        expected: `maxSize of at least the ${specials.length} specials`,
        got: String(maxSize),
      })
    }
    const counts = counted(op, source)
    for (const special of specials) counts.delete(special)
    const frequent = [...counts].filter(([, count]) => count >= minCount).sort(byFrequency)
    this.tokens = [...specials, ...frequent.slice(0, maxSize - specials.length).map(([token]) => token)]
    this.#indices = numbered(op, this.tokens)
    const unknown = settings.unknown ?? (specials.includes('<unk>') ? '<unk>' : null)
    this.unknown = checkedUnknown(op, unknown, this.#indices)
  }

  /** Number of tokens. */
  get length(): number {
    return this.tokens.length
  }

  has(token: string): boolean {
    return this.#indices.has(token)
  }

  /** The number of a token, that of the unknown one if it is not there. @throws ValueError when there is neither */
  indexOf(token: string): number {
    return this.#indexOf('Vocabulary.indexOf', token)
  }

  /**
   * The numbers of tokens; a text is taken by its characters. `tensor(vocabulary.encode(tokens))` is int32.
   *
   * @throws ValueError for a token that is not there, when no unknown one stands for it
   */
  encode(tokens: Iterable<string>): Int32Array<ArrayBuffer> {
    const op = 'Vocabulary.encode'
    if (!isIterable(tokens)) throw new TypeError(`${op}: expected tokens, got ${nameOf(tokens)}`)
    return Int32Array.from(tokens, (token) => this.#indexOf(op, token))
  }

  /** The tokens of numbers. @throws IndexError for a number outside 0 … length − 1 */
  decode(indices: Iterable<number> | Tensor): string[] {
    const op = 'Vocabulary.decode'
    if (indices instanceof Tensor && indices.dtype !== 'int32') {
      throw new DTypeError(op, { expected: 'int32 numbers of tokens', got: indices.dtype, remedy: "Use cast('int32')" })
    }
    if (!(indices instanceof Tensor) && (typeof indices === 'string' || !isIterable(indices))) {
      throw new TypeError(`${op}: expected numbers of tokens, got ${nameOf(indices)}`)
    }
    return Array.from(indices instanceof Tensor ? data(indices) : indices, (index, position) => {
      const token = this.tokens[index]
      if (token !== undefined) return token
      const expected = this.length === 0 ? 'no numbers: it is empty' : `numbers from 0 to ${this.length - 1}`
      throw new IndexError(op, { expected, got: `${nameOf(index)} at position ${position}` })
    })
  }

  /** What JSON.stringify takes of it; see `fromJSON`. */
  toJSON(): VocabularyState {
    return { tokens: this.tokens, unknown: this.unknown }
  }

  /** The vocabulary that `toJSON` described, or the text that JSON.stringify made of it. @throws FormatError */
  static fromJSON(state: VocabularyState | string): Vocabulary {
    const op = 'Vocabulary.fromJSON'
    const { tokens, unknown } = parsed(op, state)
    const isText = (value: unknown) => typeof value === 'string'
    if (Array.isArray(tokens) && tokens.every(isText) && (unknown === null || isText(unknown))) {
      return new Vocabulary([], { specials: tokens, unknown: (unknown ?? undefined) as string | undefined })
    }
    throw new FormatError(op, { expected: '{ tokens, unknown } as toJSON() gives it', got: nameOf(state) })
  }

  #indexOf(op: string, token: string): number {
    const index = this.#indices.get(token) ?? (this.unknown === null ? undefined : this.#indices.get(this.unknown))
    if (index !== undefined && typeof token === 'string') return index
    if (typeof token !== 'string') throw new TypeError(`${op}: expected a token as a text, got ${nameOf(token)}`)
    throw new ValueError(op, {
      expected: `one of the ${this.length} tokens`,
      got: nameOf(token),
      remedy: "Give the vocabulary an unknown token: { specials: ['<unk>'] }",
    })
  }
}

type Count = readonly [token: string, count: number]

function byFrequency([a, first]: Count, [b, second]: Count): number {
  return second - first || (a < b ? -1 : 1)
}

function counted(op: string, source: TokenSource): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (token: unknown, count: unknown): void => {
    if (typeof token !== 'string') throw new TypeError(`${op}: expected tokens as texts, got ${nameOf(token)}`)
    assertWhole(op, `the count of ${nameOf(token)}`, count, 0)
    counts.set(token, (counts.get(token) ?? 0) + count)
  }
  if (source instanceof Map) for (const [token, count] of source) add(token, count)
  else if (typeof source === 'object' && source !== null && isIterable<string | Iterable<string>>(source)) {
    for (const item of source) {
      if (typeof item === 'string') add(item, 1)
      else if (isIterable(item)) for (const token of item) add(token, 1)
      else throw new TypeError(`${op}: expected tokens or arrays of them, got ${nameOf(item)}`)
    }
  } else if (typeof source === 'object' && source !== null) {
    for (const [token, count] of Object.entries(source)) add(token, count)
  } else {
    const remedy = typeof source === 'string' ? '. Tokenise it first: new Vocabulary(charTokenizer(text))' : ''
    throw new TypeError(`${op}: expected tokens, tokenised texts or counts, got ${nameOf(source)}${remedy}`)
  }
  return counts
}

function numbered(op: string, tokens: readonly string[]): Map<string, number> {
  const indices = new Map<string, number>()
  for (const [index, token] of tokens.entries()) {
    if (typeof token !== 'string') throw new TypeError(`${op}: expected specials as texts, got ${nameOf(token)}`)
    if (indices.has(token)) throw new ValueError(op, { expected: 'each token once', got: `${nameOf(token)} twice` })
    indices.set(token, index)
  }
  return indices
}

function checkedUnknown(op: string, unknown: unknown, indices: ReadonlyMap<string, number>): string | null {
  if (unknown === null) return null
  if (typeof unknown !== 'string')
    throw new TypeError(`${op}: option 'unknown' must be a token, got ${nameOf(unknown)}`)
  if (indices.has(unknown)) return unknown
  const remedy = 'Name it among the specials'
  throw new ValueError(op, { expected: 'the unknown token to be one of the tokens', got: nameOf(unknown), remedy })
}

function parsed(op: string, state: unknown): { tokens?: unknown; unknown?: unknown } {
  if (typeof state !== 'string') return (state ?? {}) as object
  try {
    return (JSON.parse(state) ?? {}) as object
  } catch (cause) {
    throw new FormatError(op, { expected: 'JSON', got: 'something else', cause })
  }
}
