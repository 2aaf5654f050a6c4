import { noGrad } from 'grad128'
import { batchOf } from './loaders.mjs'

/**
 * The probability that sentences are praise.
 *
 * @param {import('grad128').nn.Module} model
 * @param {import('grad128').data.Vocabulary} vocabulary
 * @param {readonly string[]} sentences words and punctuation divided by spaces
 * @returns {number[]}
 */
export function judge(model, vocabulary, sentences) {
  model.eval()
  const reviews = sentences.map((text) => ({ words: text.toLowerCase().split(/\s+/), label: 0 }))
  const [tokens, lengths] = batchOf(vocabulary, reviews)
  return Array.from(noGrad(() => model.forward(tokens, lengths).softmax(1).select(1, 1)).data())
}
