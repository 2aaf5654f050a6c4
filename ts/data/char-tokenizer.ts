import { nameOf } from '../options.js'

/**
 * The characters of a text, one token each: Unicode code points, so that what needs two UTF-16 units stays whole, and a
 * combining mark is a token of its own. Their concatenation is the text. No torch equivalent: Python's list(text).
 */
export function charTokenizer(text: string): string[] {
  if (typeof text !== 'string') throw new TypeError(`charTokenizer: expected a text, got ${nameOf(text)}`)
  return Array.from(text)
}
