import { BagOfWords, SentenceClassifier } from './models.mjs'

/**
 * What is compared: each with a name, how it is made for a vocabulary, and how it is trained.
 *
 * @type {readonly { name: string, isRecurrent: boolean, make: (words: number) => import('grad128').nn.Module, training: { lr: number, weightDecay: number } }[]}
 */
export const contestants = [
  {
    name: 'bag of words',
    isRecurrent: false,
    make: (words) => new BagOfWords(words),
    training: { lr: 3e-3, weightDecay: 0.1 },
  },
  recurrent('LSTM, last state', { pooling: 'last' }),
  recurrent('biLSTM, mean of states', { pooling: 'mean', bidirectional: true }),
  recurrent('biLSTM, maximum of states', { pooling: 'max', bidirectional: true }),
]

/** @param {string} name @param {ConstructorParameters<typeof SentenceClassifier>[1]} options */
function recurrent(name, options) {
  return {
    name,
    isRecurrent: true,
    make: (/** @type {number} */ words) => new SentenceClassifier(words, options),
    training: { lr: 5e-3, weightDecay: 0.01 },
  }
}
