import { data } from 'grad128'
import { shapeOf, suffixOf } from './word-form.mjs'

/** Stands behind the end of a sentence, and for words whose tag is not known: such targets are not counted. */
export const ignoreIndex = -100

/** @typedef {import('grad128').Tensor} Tensor */
/** @typedef {[words: Tensor, suffixes: Tensor, shapes: Tensor, lengths: Int32Array]} Inputs */

const specials = ['<pad>', '<unk>']

/**
 * Words and tags as numbers. A word has three: of itself in lower case, of its suffix and of its shape; <unk> stands for
 * what training never shows.
 */
export class Encoder {
  /**
   * @param {readonly import('./read-corpus.mjs').Sentence[]} train
   * @param {readonly import('./read-corpus.mjs').Sentence[]} test only for its tags: one that training never shows gets a
   *   number as well, and is never found
   */
  constructor(train, test = []) {
    const words = train.map((sentence) => sentence.words)
    const vocabulary = (spell) =>
      new data.Vocabulary(
        words.map((list) => list.map(spell)),
        { specials },
      )
    this.words = vocabulary((word) => word.toLowerCase())
    this.suffixes = vocabulary(suffixOf)
    this.shapes = vocabulary(shapeOf)
    this.tags = new data.Vocabulary([...train, ...test].map(({ tags }) => tags.filter((tag) => tag !== null)))
  }

  /**
   * Sentences as what the tagger takes: [N, T] each, and how many words each has.
   *
   * @param {readonly string[][]} sentences
   * @returns {Inputs}
   */
  inputs(sentences) {
    const numbers = (vocabulary, spell) =>
      data.padSequences(sentences.map((words) => vocabulary.encode(words.map(spell))))
    const { padded, lengths } = numbers(this.words, (word) => word.toLowerCase())
    return [padded, numbers(this.suffixes, suffixOf).padded, numbers(this.shapes, shapeOf).padded, lengths]
  }

  /**
   * A batch for `train.fit`: the inputs, then the target [N · T].
   *
   * @param {readonly import('./read-corpus.mjs').Sentence[]} sentences
   * @returns {[...Inputs, target: Tensor]}
   */
  batch(sentences) {
    const numbers = sentences.map(({ tags }) =>
      Int32Array.from(tags, (tag) => (tag === null ? ignoreIndex : this.tags.indexOf(tag))),
    )
    const { padded } = data.padSequences(numbers, { value: ignoreIndex })
    return [...this.inputs(sentences.map(({ words }) => words)), padded.flatten()]
  }
}
