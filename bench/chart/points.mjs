/**
 * @typedef {{ key: string, label: string, heading: boolean }} Line of the chart, from top to bottom: a subject's title, or
 *   one of its rows
 * @typedef {{ key: string, side: string, ratio: number }} Point in a line: how many times as long as the first side another
 *   one takes
 */

/**
 * What there is to draw of a report: rows in which somebody can be compared, under the titles of their subjects.
 *
 * @param {import('../report/environment.mjs').Report} report
 * @returns {{ lines: Line[], points: Point[], sides: string[] }} `sides` by their titles
 */
export function pointsOf({ sides: [first, ...others], subjects }) {
  /** @type {Line[]} */
  const lines = []
  /** @type {Point[]} */
  const points = []
  for (const { name, title, rows } of subjects) {
    const before = points.length
    const own = rows.flatMap(({ name: rowName, cells }) => {
      const key = `${name}/${rowName}`
      const reference = cells[first.name].milliseconds
      const measured = others.filter((side) => reference !== undefined && cells[side.name].milliseconds !== undefined)
      for (const side of measured) {
        points.push({ key, side: side.title, ratio: cells[side.name].milliseconds / reference })
      }
      return measured.length === 0 ? [] : [{ key, label: rowName, heading: false }]
    })
    if (points.length > before) lines.push({ key: name, label: title, heading: true }, ...own)
  }
  return { lines, points, sides: others.map(({ title }) => title) }
}
