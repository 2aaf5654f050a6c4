import { bootstrapMedian, median } from '../harness/statistics.mjs'

/**
 * @typedef {{ ratio: number, low: number, high: number, verdict: 'regression' | 'slower' | 'faster' | 'same' }} Verdict
 *   `ratio`: how many times as long the second takes, the median over rounds, with its 95 % interval
 */

/**
 * Judges the ratios of rounds in which two versions did the same. A regression is both: surely slower, for the interval
 * lies above 1, and by more than the threshold.
 *
 * @param {readonly (readonly number[])[]} launches the ratios of each launch of the two processes
 * @param {{ threshold: number, random: () => number }} options `threshold` as 0.05 for 5 %
 * @returns {Verdict}
 */
export function judge(launches, { threshold, random }) {
  const ratio = median(launches.flat())
  const { low, high } = bootstrapMedian(launches, { random })
  return { ratio, low, high, verdict: verdictOf(ratio, low, high, threshold) }
}

/** @returns {Verdict['verdict']} */
function verdictOf(ratio, low, high, threshold) {
  if (low > 1) return ratio > 1 + threshold ? 'regression' : 'slower'
  return high < 1 ? 'faster' : 'same'
}
