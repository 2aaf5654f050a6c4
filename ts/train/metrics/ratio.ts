/** A sum and what it is divided by: the counting of all metrics that are means. */
export interface Ratio {
  sum: number
  count: number
}

export function mergeRatios(a: Ratio, b: Ratio): Ratio {
  return { sum: a.sum + b.sum, count: a.count + b.count }
}

/** NaN where nothing was counted. */
export function ratio({ sum, count }: Ratio): number {
  return sum / count
}
