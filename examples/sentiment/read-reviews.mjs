import { data } from 'grad128'

/**
 * @typedef {{ words: string[], label: number }} Review 1 is praise, 0 is blame
 * @typedef {{ train: Review[], validation: Review[], test: Review[] }} Reviews
 */

/**
 * Sentences of film critics, split at random: a tenth to be tested on, and a tenth of the rest to see when to stop.
 *
 * @param {{ seed: number, count?: number }} options `count` to take only so many
 * @returns {Promise<Reviews>}
 * @throws {import('grad128').UnavailableError} when the sentences are not there and cannot be downloaded
 */
export async function readReviews({ seed, count }) {
  const { sentences, labels } = await data.datasets.moviePolarity()
  const all = sentences.map((sentence, i) => ({ words: sentence.split(/\s+/), label: labels[i] }))
  return splitReviews(all, { seed, count })
}

/** See `readReviews`. @param {Review[]} all @param {{ seed: number, count?: number }} options @returns {Reviews} */
export function splitReviews(all, { seed, count = all.length }) {
  const [kept] = data.randomSplit(new data.ArrayDataset(all), [count, all.length - count], { seed })
  const [rest, test] = data.randomSplit(kept, [0.9, 0.1], { seed })
  const [train, validation] = data.randomSplit(rest, [0.9, 0.1], { seed })
  const itemsOf = (part) => Array.from({ length: part.length }, (_, i) => part.get(i))
  return { train: itemsOf(train), validation: itemsOf(validation), test: itemsOf(test) }
}
