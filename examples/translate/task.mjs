import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'
import { datePair } from './dates.mjs'
import { numberPair } from './numbers.mjs'

/** @typedef {[source: string, target: string]} Pair */

/** What can be learnt: how pairs are made, how many to learn from, and what share of others must come out right. */
export const tasks = {
  dates: { pair: datePair, count: 20_000, least: 0.98, title: 'Dates in ISO form' },
  numbers: { pair: numberPair, count: 8_000, least: 0.95, title: 'Numbers in digits' },
}

/**
 * Pairs to learn from, pairs to watch the training by and pairs to be tested on; no source is in two of the parts.
 *
 * @param {(random: () => number) => Pair} pair
 * @param {{ count: number, held: number, seed: number }} options `held` pairs for each of the other parts
 * @returns {{ train: Pair[], validation: Pair[], test: Pair[] }}
 */
export function makePairs(pair, { count, held, seed }) {
  const random = mulberry32(seed)
  const pairs = new Map()
  // A source that comes again is not counted. Few short numbers exist, and the first pairs, for training, have them.
  while (pairs.size < count + 2 * held) pairs.set(...pair(random))
  const all = [...pairs]
  return { train: all.slice(0, count), validation: all.slice(count, count + held), test: all.slice(count + held) }
}
