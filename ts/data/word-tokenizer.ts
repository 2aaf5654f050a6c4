import { nameOf } from '../options.js'

const emoji = '\\p{Extended_Pictographic}[\\uFE0F\\p{EMod}]*'
const inner = '[\\p{L}\\p{M}\\p{N}_]'
const token = /* @__PURE__ */ new RegExp(
  [
    `${emoji}(?:\\u200D${emoji})*`, // joined ones, as families are
    '\\p{N}+(?:[.,]\\p{N}+)+(?![\\p{L}\\p{M}_])', // 3.14 and 1,000
    `[\\p{L}\\p{N}_]${inner}*(?:['’]${inner}+)*`, // words and numbers
    '\\S', // all else, character by character
  ].join('|'),
  'gu',
)

/**
 * The words of a text, and what stands between them, without spaces. No torch equivalent.
 *
 * - A word is a run of letters, marks, digits and underscores of any script, with apostrophes inside: `don't`, `l’été`.
 * - A number keeps points and commas between its digits: `3.14`, `1,000`.
 * - Every other character is a token of its own: `well-made` is `well`, `-`, `made`; an emoji stays whole.
 *
 * Case stays as it is. Scripts that put no spaces between words come as one run: divide them by Intl.Segmenter.
 */
export function wordTokenizer(text: string): string[] {
  if (typeof text !== 'string') throw new TypeError(`wordTokenizer: expected a text, got ${nameOf(text)}`)
  return text.match(token) ?? []
}
