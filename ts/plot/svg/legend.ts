import { element } from './element.js'
import { fitted, text, textWidth } from './text.js'

export interface LegendEntry {
  readonly name: string
  readonly color: string
  readonly dash: string | undefined
}

const [SAMPLE, GAP, ROW, LEFT] = [22, 18, 20, 12] as const

/** Samples of lines with their names, in as many rows as they take. */
export function legend(
  entries: readonly LegendEntry[],
  width: number,
): { height: number; draw(top: number): string[] } {
  const room = width - 2 * LEFT
  let [x, row] = [0, 0]
  const placed = entries.map((entry) => {
    const name = fitted(entry.name, room - SAMPLE - 6)
    const taken = SAMPLE + 6 + textWidth(name)
    if (x > 0 && x + taken > room) [x, row] = [0, row + 1]
    const place = { ...entry, name, x: LEFT + x, row }
    x += taken + GAP
    return place
  })
  return {
    height: entries.length === 0 ? 0 : (row + 1) * ROW + 4,
    draw: (top) =>
      placed.flatMap(({ name, color, dash, x: left, row: line }) => {
        const y = top + line * ROW + ROW / 2
        const path = { d: `M${left} ${y}h${SAMPLE}`, stroke: color, 'stroke-width': 2.5, 'stroke-dasharray': dash }
        return [element('path', path), text(name, left + SAMPLE + 6, y)]
      }),
  }
}
