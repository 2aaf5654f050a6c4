import { type ScaleLinear, scaleLinear, scaleLog } from 'd3-scale'
import type { Size, Texts } from '../drawing.js'
import { element } from './element.js'
import { powerText, tickText, wholeText } from './number-format.js'
import { faintInk, fitted, fontSize, gridColor, heading, text, textWidth } from './text.js'

/** Numbers of an axis, with their text. */
export interface Axis {
  readonly scale: Pick<ScaleLinear<number, number>, 'domain' | 'range'> & ((value: number) => number)
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
}

/** Where the numbers are drawn. */
export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Room that one number at the axis takes, along and across it. */
const [TICK_WIDTH, TICK_HEIGHT] = [80, 48]
const PADDING = 12

interface AxesRequest {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
  readonly look: Texts & Size
  /** Whether only whole numbers make sense at the horizontal axis, or the vertical one. */
  readonly whole?: { readonly x?: boolean; readonly y?: boolean }
  readonly logY?: boolean
  /** Height of what stands between the title and the picture. */
  readonly legendHeight?: number
}

/** The area inside title, legend and axes, its scales, and all of these drawn. */
export function axes({ x: xRange, y: yRange, look, whole = {}, logY = false, legendHeight = 0 }: AxesRequest): {
  x: Axis['scale']
  y: Axis['scale']
  area: Area
  legendTop: number
  drawn: string[]
} {
  const { width, height, title, xLabel, yLabel } = look
  const head = heading(title, width)
  const top = head.bottom + legendHeight + 4
  const bottom = height - PADDING - fontSize - 8 - (xLabel === undefined ? 0 : fontSize + 8)
  const y = logY
    ? logAxis(yRange, [bottom, top], (bottom - top) / TICK_HEIGHT)
    : linearAxis(yRange, [bottom, top], (bottom - top) / TICK_HEIGHT, whole.y === true)
  const widest = y.ticks.reduce((most, { label }) => Math.max(most, textWidth(label)), 0)
  const left = PADDING + widest + 8 + (yLabel === undefined ? 0 : fontSize + 8)
  const right = width - PADDING - 10
  const x = linearAxis(xRange, [left, right], (right - left) / TICK_WIDTH, whole.x === true)
  const area = { left, right, top, bottom }
  return {
    x: x.scale,
    y: y.scale,
    area,
    legendTop: head.bottom,
    drawn: [...head.drawn, ...vertical(y, area), ...horizontal(x, area), ...labels(xLabel, yLabel, area, height)],
  }
}

/** An axis whose ends are round where that costs little room; equal ends get room around them. */
export function linearAxis(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
  count: number,
  whole = false,
): Axis {
  const around = low === high ? Math.abs(low) * 0.1 || 1 : 0
  const scale = scaleLinear([low - around, high + around], range)
  const wanted = Math.max(2, Math.floor(count))
  const ticks = scale.ticks(wanted).filter((tick) => !whole || Number.isInteger(tick))
  const label = tickText(ticks, whole ? wholeText : scale.tickFormat(wanted))
  return { scale, ticks: ticks.map((value) => ({ value, label: label(value) })) }
}

function logAxis([low, high]: readonly [number, number], range: readonly [number, number], count: number): Axis {
  const around = low === high ? 2 : 1
  const scale = scaleLog([low / around, high * around], range)
  const all = scale.ticks(Math.max(2, Math.floor(count)))
  const powers = all.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9))
  // Within a decade, powers of ten alone would say too little.
  const candidates = powers.length > 1 ? powers : all
  const every = Math.max(1, Math.ceil(candidates.length / Math.max(2, count)))
  const ticks = candidates.filter((_, i) => i % every === 0)
  return { scale, ticks: ticks.map((value) => ({ value, label: powerText(value) })) }
}

function horizontal({ scale, ticks }: Axis, { left, right, bottom }: Area): string[] {
  return [
    element('path', { d: `M${round(left)} ${round(bottom)}H${round(right)}`, stroke: '#888888', fill: 'none' }),
    ...ticks.flatMap(({ value, label }) => {
      const at = scale(value)
      return [
        element('path', { d: `M${round(at)} ${round(bottom)}v5`, stroke: '#888888' }),
        text(label, at, bottom + 8 + fontSize / 2, { anchor: 'middle', fill: faintInk }),
      ]
    }),
  ]
}

function vertical({ scale, ticks }: Axis, { left, right }: Area): string[] {
  return ticks.flatMap(({ value, label }) => {
    const at = scale(value)
    return [
      element('path', { d: `M${round(left)} ${round(at)}H${round(right)}`, stroke: gridColor }),
      text(label, left - 8, at, { anchor: 'end', fill: faintInk }),
    ]
  })
}

function labels(xLabel: string | undefined, yLabel: string | undefined, area: Area, height: number): string[] {
  const { left, right, top, bottom } = area
  const drawn: string[] = []
  if (xLabel !== undefined) {
    const shown = fitted(xLabel, right - left)
    drawn.push(text(shown, (left + right) / 2, height - PADDING - fontSize / 2, { anchor: 'middle' }))
  }
  if (yLabel !== undefined) {
    const shown = fitted(yLabel, bottom - top)
    drawn.push(text(shown, PADDING + fontSize / 2, (top + bottom) / 2, { anchor: 'middle', turn: -90 }))
  }
  return drawn
}

/** A line one pixel wide is sharp in the middle of a pixel. */
function round(position: number): number {
  return Math.floor(position) + 0.5
}
