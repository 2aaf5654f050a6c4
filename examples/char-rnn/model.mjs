import { nn } from 'grad128'

const { crossEntropy } = nn.functional

/**
 * P(next character | all that came before): characters become vectors, an LSTM carries what it remembers from one to the
 * next, and a linear layer makes a logit for each possible next one.
 */
export class CharModel extends nn.Module {
  /** @param {number} characters how many different ones @param {{ embedding?: number, hidden?: number }} [sizes] */
  constructor(characters, { embedding = 64, hidden = 128 } = {}) {
    super()
    this.embedding = new nn.Embedding(characters, embedding)
    this.lstm = new nn.LSTM(embedding, hidden)
    this.head = new nn.Linear(hidden, characters)
  }

  /**
   * @param {import('grad128').Tensor} x characters [T, B]
   * @param {[import('grad128').Tensor, import('grad128').Tensor]} [state] after the characters before
   * @returns {[logits: import('grad128').Tensor, state: [import('grad128').Tensor, import('grad128').Tensor]]} logits
   *   [T·B, characters]
   */
  forward(x, state) {
    const [output, next] = this.lstm.forward(this.embedding.forward(x), state)
    return [this.head.forward(output.flatten(0, 1)), next]
  }
}

/**
 * Mean −log P of the characters that really came next, in nats.
 *
 * @param {import('grad128').Tensor} logits [T·B, characters]
 * @param {import('grad128').Tensor} target [T, B]
 */
export function surprise(logits, target) {
  return crossEntropy(logits, target.flatten())
}
