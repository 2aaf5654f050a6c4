import { data } from 'grad128'

const specials = ['<pad>', '<start>', '<end>', '<unk>']

/** Numbers of characters, and texts as tensors. */
export class Alphabet {
  /** @param {readonly string[]} texts */
  constructor(texts) {
    this.vocabulary = new data.Vocabulary(texts.map(data.charTokenizer), { specials })
    this.padding = 0
    this.start = 1
    this.end = 2
  }

  /** How many characters there are, the special ones included. */
  get length() {
    return this.vocabulary.length
  }

  /** @param {string} text */
  characters(text) {
    return data.charTokenizer(text)
  }

  /**
   * Texts from their last character to their first one, so that what was read last, which a state holds best, is what
   * translations begin with (Sutskever, Vinyals and Le, 2014).
   *
   * @param {readonly string[]} texts
   */
  reversed(texts) {
    return data.padSequences(texts.map((text) => this.vocabulary.encode(this.characters(text).reverse())))
  }

  /**
   * Texts between marks, twice: <start> and the text, which a decoder is fed with, and the text and <end>, which it
   * shall give.
   *
   * @param {readonly string[]} texts
   */
  framed(texts) {
    const numbers = texts.map((text) => this.vocabulary.encode(this.characters(text)))
    return {
      fed: data.padSequences(numbers.map((text) => [this.start, ...text])).padded,
      wanted: data.padSequences(numbers.map((text) => [...text, this.end])).padded,
    }
  }

  /** The text that numbers stand for, up to <end>. @param {readonly number[]} numbers */
  textOf(numbers) {
    const end = numbers.indexOf(this.end)
    return this.vocabulary.decode(end === -1 ? numbers : numbers.slice(0, end)).join('')
  }
}
