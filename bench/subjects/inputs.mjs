import { mulberry32 } from '../pure-js/mulberry32.mjs'

/**
 * Numbers without a pattern, the same for every side and in every run.
 *
 * @param {number} count
 * @param {{ seed: number, low?: number, high?: number }} options uniform in [low, high), by default in [−1, 1)
 */
export function uniform(count, { seed, low = -1, high = 1 }) {
  const random = mulberry32(seed)
  return new Float32Array(count).map(() => low + (high - low) * random())
}
