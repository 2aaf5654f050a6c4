import { data } from 'grad128'

/**
 * @typedef {object} Corpus
 * @property {import('grad128').data.Vocabulary} vocabulary every character of the text
 * @property {Int32Array} train numbers of characters to learn from
 * @property {Int32Array} heldOut those of the rest, which tells how much was learnt
 */

/**
 * A text as numbers, one a character. What comes last is held out: were it drawn from the middle of what is learnt, its
 * beginnings would be known already.
 *
 * @param {string} text
 * @param {number} [share] of the text that is held out
 * @returns {Corpus}
 */
export function readCorpus(text, share = 0.1) {
  const characters = data.charTokenizer(text)
  const vocabulary = new data.Vocabulary(characters)
  const numbers = vocabulary.encode(characters)
  const end = Math.round(numbers.length * (1 - share))
  return { vocabulary, train: numbers.subarray(0, end), heldOut: numbers.subarray(end) }
}
