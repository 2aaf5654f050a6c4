import { nn, noGrad, tensor } from 'grad128'

/** @typedef {import('grad128').Tensor} Tensor */
/** @typedef {{ padded: Tensor, lengths: Int32Array }} Source as `data.padSequences` gives it */

/**
 * An encoder reads the source; its last state, which is all that is known of the source from then on, is the first one of
 * a decoder, which writes the translation character by character (Cho et al., 2014).
 */
export class Translator extends nn.Module {
  /**
   * @param {number} sourceSize how many characters there are
   * @param {number} targetSize
   * @param {{ width?: number, hidden?: number }} [options]
   */
  constructor(sourceSize, targetSize, { width = 32, hidden = 128 } = {}) {
    super()
    this.read = new nn.Embedding(sourceSize, width, { paddingIdx: 0 })
    this.encoder = new nn.GRU(width, hidden, { batchFirst: true })
    this.written = new nn.Embedding(targetSize, width, { paddingIdx: 0 })
    this.decoder = new nn.GRU(width, hidden, { batchFirst: true })
    this.head = new nn.Linear(hidden, targetSize)
  }

  /**
   * Teacher forcing: whatever the decoder would have written, it is fed with the right character next.
   * source [N, S], fed [N, T] → scores [N · T, characters].
   *
   * @param {Source} source
   * @param {Tensor} fed
   */
  forward(source, fed) {
    const { scores } = this.write(fed, this.encode(source))
    return scores.flatten(0, 1)
  }

  /** The state after the last character of each source, [1, N, hidden]. @param {Source} source */
  encode({ padded, lengths }) {
    const [, state] = this.encoder.forward(this.read.forward(padded), undefined, { lengths })
    return state
  }

  /** The decoder over characters [N, T]: scores of what comes next, and its state. @param {Tensor} fed @param {Tensor} state */
  write(fed, state) {
    const [outputs, next] = this.decoder.forward(this.written.forward(fed), state)
    return { scores: this.head.forward(outputs), state: next }
  }

  /**
   * Greedy decoding: the decoder is fed with the best character that it wrote itself, until all texts have ended.
   *
   * @param {Source} source
   * @param {{ start: number, end: number, most: number }} options the numbers of the marks, and the longest text
   * @returns {number[][]} numbers of characters; what follows an end mark means nothing
   */
  decode(source, { start, end, most }) {
    return noGrad(() => {
      let state = this.encode(source)
      let fed = new Int32Array(source.lengths.length).fill(start)
      const texts = Array.from(fed, () => /** @type {number[]} */ ([]))
      for (let step = 0; step < most && texts.some((text) => !text.includes(end)); step++) {
        const written = this.write(tensor(fed, { shape: [fed.length, 1] }), state)
        state = written.state
        fed = written.scores.argmax({ dim: 2 }).data()
        for (const [n, character] of fed.entries()) texts[n].push(character)
      }
      return texts
    })
  }
}
