import { data, tensor } from 'grad128'

const specials = ['<pad>', '<unk>']

/** @typedef {import('./read-reviews.mjs').Review} Review */

/**
 * Batches of each part as `[tokens, lengths, labels]`, and the vocabulary: the words that the training part has twice.
 *
 * @param {import('./read-reviews.mjs').Reviews} reviews
 * @param {{ batchSize?: number }} [options]
 */
export function loadersOf({ train, validation, test }, { batchSize = 64 } = {}) {
  const vocabulary = new data.Vocabulary(
    train.map(({ words }) => words),
    { minCount: 2, specials },
  )
  const loader = (/** @type {Review[]} */ part, shuffle) =>
    new data.DataLoader(new data.ArrayDataset(part), {
      batchSampler: new data.BucketSampler(
        part.map(({ words }) => words.length),
        { batchSize, shuffle, bucketBatches: 20 },
      ),
      collate: (reviews) => batchOf(vocabulary, reviews),
    })
  return { vocabulary, train: loader(train, true), validation: loader(validation, false), test: loader(test, false) }
}

/**
 * @param {data.Vocabulary} vocabulary
 * @param {readonly Review[]} reviews
 * @returns {[tokens: import('grad128').Tensor, lengths: Int32Array, labels: import('grad128').Tensor]}
 */
export function batchOf(vocabulary, reviews) {
  const { padded, lengths } = data.padSequences(reviews.map(({ words }) => vocabulary.encode(words)))
  return [padded, lengths, tensor(Int32Array.from(reviews, ({ label }) => label))]
}
