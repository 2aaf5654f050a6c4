type Point = readonly [x: number, y: number]

/** Points up to which all are drawn. */
const MANY = 2_000

/**
 * The points of a line that are seen: of those in one column of pixels the first, the lowest, the highest, the last and
 * a gap. What is drawn of them differs from the whole by less than a pixel.
 *
 * U. Jugel et al., "M4: a visualization-oriented time series data aggregation", 2014.
 */
export function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MANY) return points
  const kept: Point[] = []
  let start = 0
  while (start < points.length) {
    const column = Math.floor((points[start] as Point)[0])
    let end = start + 1
    while (end < points.length && Math.floor((points[end] as Point)[0]) === column) end++
    const places = [...new Set(telling(points, start, end))].sort((a, b) => a - b)
    for (const i of places) kept.push(points[i] as Point)
    start = end
  }
  return kept
}

function telling(points: readonly Point[], start: number, end: number): number[] {
  let [lowest, highest, gap] = [start, start, start]
  for (let i = start; i < end; i++) {
    const y = (points[i] as Point)[1]
    if (Number.isNaN(y)) gap = i
    if (!(y >= (points[lowest] as Point)[1])) lowest = Number.isNaN(y) ? lowest : i
    if (!(y <= (points[highest] as Point)[1])) highest = Number.isNaN(y) ? highest : i
  }
  return [start, lowest, highest, gap, end - 1]
}
