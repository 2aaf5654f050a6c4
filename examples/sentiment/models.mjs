import { nn, rand } from 'grad128'

const { lastStep, maxOverSteps, meanOverSteps } = nn.functional
const classes = 2
const unknown = 1

/** The baseline, logistic regression on a bag of words: each word adds its own evidence, whatever stands around it. */
export class BagOfWords extends nn.Module {
  /** @param {number} words of the vocabulary; number 0 is padding */
  constructor(words) {
    super()
    this.evidence = new nn.EmbeddingBag(words, classes, { mode: 'sum', paddingIdx: 0 })
    nn.init.zeros(this.evidence.weight)
  }

  /** tokens [N, T] → scores [N, 2]. @param {import('grad128').Tensor} tokens */
  forward(tokens) {
    return this.evidence.forward(tokens)
  }
}

/** How the states of all steps become one vector a sentence. */
const poolings = {
  last: lastStep,
  mean: meanOverSteps,
  max: maxOverSteps,
}

/** Words as vectors, an LSTM over them, one vector for the sentence, and a score for each class. */
export class SentenceClassifier extends nn.Module {
  /**
   * @param {number} words of the vocabulary; number 0 is padding
   * @param {{ pooling: keyof typeof poolings, bidirectional?: boolean, width?: number, hidden?: number, dropout?: number, wordDropout?: number }} options
   *   `wordDropout` is the share of words that training takes for <unk>: so no single one is relied on
   */
  constructor(words, { pooling, bidirectional = false, width = 64, hidden = 64, dropout = 0.5, wordDropout = 0.3 }) {
    super()
    this.pooling = pooling
    this.wordDropout = wordDropout
    this.words = new nn.Embedding(words, width, { paddingIdx: 0 })
    // Small vectors are soon turned to what they shall mean; those that layers begin with are ten times as long.
    nn.init.normal(this.words.weight, { std: 0.1 })
    this.dropout = new nn.Dropout(dropout)
    this.lstm = new nn.LSTM(width, hidden, { batchFirst: true, bidirectional })
    this.head = new nn.Linear(bidirectional ? 2 * hidden : hidden, classes)
  }

  /**
   * tokens [N, T] → scores [N, 2].
   *
   * @param {import('grad128').Tensor} tokens
   * @param {Int32Array} lengths of the sentences: what is behind their ends shall not count
   */
  forward(tokens, lengths) {
    const seen = this.training ? tokens.maskedFill(rand(tokens.shape).lt(this.wordDropout), unknown) : tokens
    const vectors = this.dropout.forward(this.words.forward(seen))
    const [states] = this.lstm.forward(vectors, undefined, { lengths })
    const sentence = poolings[this.pooling](states, lengths, { batchFirst: true })
    return this.head.forward(this.dropout.forward(sentence))
  }
}
