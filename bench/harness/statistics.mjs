/** The middle value, or the mean of the two middle ones. @param {readonly number[]} values at least one */
export function median(values) {
  if (values.length === 0) throw new RangeError('median: needs at least one value, but got none.')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * The interval that the percentile bootstrap gives for the median of grouped values. Groups are drawn first, then values
 * within each: rounds of one process resemble each other more than rounds of two, and the interval must not hide that.
 *
 * @param {readonly (readonly number[])[]} groups at least one, of at least one value each
 * @param {{ random: () => number, resamples?: number, level?: number }} options `random` gives numbers in [0, 1)
 * @returns {{ low: number, high: number }}
 */
export function bootstrapMedian(groups, { random, resamples = 2000, level = 0.95 }) {
  /** @template T @param {readonly T[]} from @returns {T[]} as many, with repetition */
  const draw = (from) => from.map(() => from[Math.floor(random() * from.length)])
  const medians = Array.from({ length: resamples }, () => median(draw(groups).flatMap(draw))).sort((a, b) => a - b)
  const at = (share) => medians[Math.min(resamples - 1, Math.floor(share * resamples))]
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
