import { cat, nn, rand } from 'grad128'

const unknown = 1

/** Three vectors a word, side by side, through an LSTM in both directions; then a score for each tag. */
export class Tagger extends nn.Module {
  /**
   * @param {import('./encoder.mjs').Encoder} encoder for its numbers of words, suffixes, shapes and tags
   * @param {{ hidden?: number, dropout?: number, wordDropout?: number }} [options] `wordDropout` is the share of words
   *   that training takes for <unk>: so its vector is trained, and the net learns to guess from suffix and neighbours
   */
  constructor({ words, suffixes, shapes, tags }, { hidden = 64, dropout = 0.4, wordDropout = 0.1 } = {}) {
    super()
    this.wordDropout = wordDropout
    this.words = new nn.Embedding(words.length, 64, { paddingIdx: 0 })
    this.suffixes = new nn.Embedding(suffixes.length, 32, { paddingIdx: 0 })
    this.shapes = new nn.Embedding(shapes.length, 16, { paddingIdx: 0 })
    this.dropout = new nn.Dropout(dropout)
    this.lstm = new nn.LSTM(64 + 32 + 16, hidden, { batchFirst: true, bidirectional: true })
    this.head = new nn.Linear(2 * hidden, tags.length)
  }

  /** While training, some of the numbers are replaced by that of <unk>. @param {import('grad128').Tensor} numbers */
  forgetful(numbers) {
    return this.training ? numbers.maskedFill(rand(numbers.shape).lt(this.wordDropout), unknown) : numbers
  }

  /**
   * words, suffixes, shapes [N, T] → scores [N · T, tags].
   *
   * @param {import('grad128').Tensor} words
   * @param {import('grad128').Tensor} suffixes
   * @param {import('grad128').Tensor} shapes
   * @param {Int32Array} lengths of the sentences: the reverse direction begins at their last word, not at the padding
   */
  forward(words, suffixes, shapes, lengths) {
    const vectors = cat(
      [
        this.words.forward(this.forgetful(words)),
        this.suffixes.forward(this.forgetful(suffixes)),
        this.shapes.forward(shapes),
      ],
      2,
    )
    const [states] = this.lstm.forward(this.dropout.forward(vectors), undefined, { lengths })
    return this.head.forward(this.dropout.forward(states).flatten(0, 1))
  }
}
