import type { Bins } from '../bins.js'
import type { Size, Texts } from '../drawing.js'
import { axes } from './axes.js'
import { barColor } from './colors.js'
import { element, escape } from './element.js'
import { faintInk, picture, text } from './text.js'

/** Bars from edge to edge, as high as their counts. */
export function histogram({ edges, counts, omitted }: Bins, look: Texts & Size): string {
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  const note = omitted > 0 ? 20 : 0
  const { x, y, area, legendTop, drawn } = axes({
    x: [edges[0] as number, edges.at(-1) as number],
    y: [0, most * 1.04],
    look,
    whole: { y: true },
    legendHeight: note,
  })
  const bars = counts.map((count, i) => {
    const [from, to] = [edges[i] as number, edges[i + 1] as number]
    const [left, right] = [x(from), x(to)]
    // Bars stand apart where there is room for it.
    const gap = right - left > 4 ? 0.5 : 0
    const place = { x: left + gap, y: y(count), width: right - left - 2 * gap, height: area.bottom - y(count) }
    return element('rect', place, element('title', {}, escape(`${from} to ${to}: ${count}`)))
  })
  const left = note > 0 ? [text(`${omitted} not finite or out of range`, 12, legendTop + 8, { fill: faintInk })] : []
  return picture(look.width, look.height, look.title, ...drawn, ...left, element('g', { fill: barColor }, ...bars))
}
