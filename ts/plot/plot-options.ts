import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'

/** What stands around every picture. */
export interface TitleOptions {
  /** A line above the picture. */
  title?: string | undefined
}

/** A picture with two axes. */
export interface AxesOptions extends TitleOptions {
  /** What is along the horizontal axis. */
  xLabel?: string | undefined
  /** What is along the vertical axis. */
  yLabel?: string | undefined
}

/** Size of the whole picture in pixels. */
export interface SizeOptions {
  /** Default 640. */
  width?: number | undefined
  /** Default 400. */
  height?: number | undefined
}

/** Pixels below which nothing can be read, and beyond which nobody means it. */
const [SMALLEST, LARGEST] = [160, 10_000]

/** @throws ValueError for sizes in which nothing can be drawn */
export function checkSize(op: string, { width, height }: { width: number; height: number }): void {
  for (const [name, size] of Object.entries({ width, height })) {
    if (size >= SMALLEST && size <= LARGEST) continue
    throw new ValueError(op, { expected: `a ${name} from ${SMALLEST} to ${LARGEST} pixels`, got: nameOf(size) })
  }
}

/** @throws ValueError unless it is a whole number of at least 1 */
export function checkCount(op: string, what: string, count: number): number {
  if (Number.isSafeInteger(count) && count >= 1) return count
  throw new ValueError(op, { expected: `a whole number of ${what} of at least 1`, got: nameOf(count) })
}

/** @throws TypeError for options that must be a line of text */
export function checkTexts(op: string, texts: Readonly<Record<string, unknown>>): void {
  for (const [key, text] of Object.entries(texts)) {
    if (text !== undefined && typeof text !== 'string') {
      throw new TypeError(`${op}: option '${key}' must be a string, got ${nameOf(text)}`)
    }
  }
}

/** A list of texts as an option; numbers may stand for text. @throws TypeError */
export function textList(op: string, key: string, list: unknown): readonly string[] | undefined {
  if (list === undefined) return undefined
  const isText = (entry: unknown) => typeof entry === 'string' || typeof entry === 'number'
  if (Array.isArray(list) && list.every(isText)) return list.map(String)
  throw new TypeError(`${op}: option '${key}' must be an array of strings, got ${nameOf(list)}`)
}

/** `[low, high]` as an option. @throws TypeError, ValueError */
export function checkRange(op: string, range: unknown): readonly [number, number] | undefined {
  if (range === undefined) return undefined
  if (!Array.isArray(range) || range.length !== 2 || !range.every((bound) => typeof bound === 'number')) {
    throw new TypeError(`${op}: option 'range' must be [low, high], got ${nameOf(range)}`)
  }
  const [low, high] = range as [number, number]
  if (low < high && Number.isFinite(high - low)) return [low, high]
  throw new ValueError(op, { expected: 'a range [low, high] of finite numbers with low < high', got: nameOf(range) })
}
