import { line } from 'd3-shape'
import type { Size, Texts } from '../drawing.js'
import { finiteRange } from '../finite-range.js'
import type { Series } from '../series.js'
import { axes } from './axes.js'
import { lineLook } from './colors.js'
import { element } from './element.js'
import { legend } from './legend.js'
import { picture } from './text.js'
import { thinned } from './thinned.js'

/** Up to so many numbers a line, each of them gets a dot. */
const FEW = 30

/** Series as lines between two axes, with a legend where there are names. */
export function lines(
  series: readonly Series[],
  yRange: readonly [number, number],
  look: Texts & Size & { logY: boolean },
): string {
  const looks = series.map(({ name }, i) => ({ name, ...lineLook(i) }))
  const names = legend(
    looks.filter(({ name }) => name !== ''),
    look.width,
  )
  const drawnX = series.flatMap(({ x, y }) => Array.from(x).filter((_, i) => Number.isFinite(y[i])))
  const { x, y, legendTop, drawn } = axes({
    x: finiteRange(drawnX),
    y: look.logY ? yRange : padded(yRange),
    look,
    whole: { x: drawnX.every(Number.isInteger) },
    logY: look.logY,
    legendHeight: names.height,
  })
  const curves = series.map((one, i) => curve(one, looks[i] as (typeof looks)[number], x, y))
  return picture(look.width, look.height, look.title, ...drawn, ...names.draw(legendTop), ...curves)
}

type Scale = (value: number) => number
type Point = readonly [x: number, y: number]

function curve(one: Series, { color, dash }: { color: string; dash: string | undefined }, x: Scale, y: Scale): string {
  const all = Array.from(
    one.y,
    (value, i): Point => [x(one.x[i] as number), Number.isFinite(value) ? y(value) : Number.NaN],
  )
  const points = thinned(all)
  const isDrawn = (point: Point | undefined) => point !== undefined && !Number.isNaN(point[1])
  const path = line<Point>().defined(isDrawn).digits(2)(points)
  const few = all.length <= FEW
  // A number between two gaps makes no line: it would not be seen.
  const dots = points.filter(
    (point, i) => isDrawn(point) && (few || !(isDrawn(points[i - 1]) || isDrawn(points[i + 1]))),
  )
  return element(
    'g',
    { fill: color },
    element('path', {
      d: path ?? '',
      fill: 'none',
      stroke: color,
      'stroke-width': 2,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dash,
    }),
    ...dots.map(([cx, cy]) => element('circle', { cx, cy, r: 2.5 })),
  )
}

/** A little room above and below, so that the line does not lie on the axis; but 0 stays the end where it is one. */
function padded([low, high]: readonly [number, number]): [number, number] {
  const room = (high - low) * 0.04
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room]
}
