import type { Cells } from '../drawing.js'
import { linearAxis } from './axes.js'
import { channelsOf, colorScales, inkOn, missingColor } from './colors.js'
import { element, escape } from './element.js'
import { raster } from './png.js'
import { faintInk, fitted, fontSize, heading, picture, text, textWidth, titleSize } from './text.js'

const [PADDING, LARGEST_CELL, MOST_WIDTH, MOST_HEIGHT, LONGEST_LABEL] = [12, 44, 560, 480, 120] as const
/** Cells up to which each is an element of its own that says its number when pointed at. */
const MANY = 4_096

/** A table in colours with names at the left and below, and a scale of the colours at the right. */
export function cells(table: Cells): string {
  const { values, rows, columns, texts, title, xLabel, yLabel } = table
  const [cellWidth, cellHeight] = cellSize(table)
  const [width, height] = [cellWidth * columns, cellHeight * rows]
  const head = heading(title, Number.POSITIVE_INFINITY)
  const rowNames = table.rowLabels.map((label) => fitted(label, LONGEST_LABEL))
  const below = columnNames(table, cellWidth)
  const besides = (yLabel === undefined ? 0 : fontSize + 8) + Math.max(widestOf(rowNames) + 6, below.overhang)
  const left = PADDING + besides
  const top = head.bottom
  const scale = table.legend ? colorScale(table, left + width + 18, top, Math.max(height, 60)) : { drawn: [], width: 0 }
  const titleWidth = title === undefined ? 0 : textWidth(title, titleSize) + 24
  const total = Math.max(left + width + scale.width + PADDING, Math.min(titleWidth, 640))
  const bottom = top + (table.legend ? Math.max(height, 60 - below.height) : height) + below.height
  const colors = Array.from(values, (value) => colorOf(table, value))
  const names: string[] = []
  for (let row = 0; row < rows; row += stepOf(fontSize + 2, cellHeight)) {
    const y = top + (row + 0.5) * cellHeight
    names.push(text(rowNames[row] as string, left - 6, y, { anchor: 'end', fill: faintInk }))
  }
  if (xLabel !== undefined) {
    names.push(text(fitted(xLabel, total - left), left + width / 2, bottom + 8 + fontSize / 2, { anchor: 'middle' }))
  }
  if (yLabel !== undefined) {
    const y = top + height / 2
    names.push(text(fitted(yLabel, Math.max(height, 60)), PADDING + fontSize / 2, y, { anchor: 'middle', turn: -90 }))
  }
  const drawn =
    values.length > MANY
      ? [
          raster(
            { bytes: Uint8Array.from(colors.flatMap(channelsOf)), width: columns, height: rows, channels: 3 },
            { x: left, y: top, width, height },
          ),
        ]
      : [squares(table, colors, left, top, cellWidth, cellHeight)]
  if (texts !== undefined && fontSize + 4 <= cellHeight && widestOf(texts) + 4 <= cellWidth) {
    for (const [i, content] of texts.entries()) {
      const x = left + ((i % columns) + 0.5) * cellWidth
      const y = top + (Math.floor(i / columns) + 0.5) * cellHeight
      drawn.push(text(content, x, y, { anchor: 'middle', fill: inkOn(colors[i] as string) }))
    }
  }
  const outline = element('rect', { x: left, y: top, width, height, fill: 'none', stroke: '#888888' })
  const end = bottom + (xLabel === undefined ? 0 : fontSize + 10) + PADDING
  const shownTitle = heading(title, total).drawn
  return picture(
    total,
    end,
    title,
    ...shownTitle,
    ...drawn,
    outline,
    ...names,
    ...below.draw(left, top + height),
    ...scale.drawn,
  )
}

/** Squares, unless they would be too small to be seen along one side. */
function cellSize({ rows, columns, texts }: Cells): [width: number, height: number] {
  const widest = Math.min(64, texts === undefined ? 0 : widestOf(texts) + 8)
  const width = Math.min(Math.max(LARGEST_CELL, widest), MOST_WIDTH / columns)
  const height = Math.min(LARGEST_CELL, MOST_HEIGHT / rows)
  const side = Math.min(width, height)
  if (side * Math.min(rows, columns) < 40) return [width, height]
  return [Math.max(side, Math.min(width, widest)), side]
}

/** Names below the columns, slanted where they are wider than a column; how far they reach down, and to the left. */
function columnNames({ columnLabels }: Cells, cellWidth: number) {
  const names = columnLabels.map((label) => fitted(label, LONGEST_LABEL))
  const widest = widestOf(names)
  const areNumbers = columnLabels.every((label) => /^\d+$/.test(label))
  const slanted = widest + 4 > cellWidth && !areNumbers
  const step = stepOf(slanted ? fontSize + 2 : widest + 4, cellWidth)
  const shown = names.flatMap((name, column) => (column % step === 0 ? [{ name, at: (column + 0.5) * cellWidth }] : []))
  const reaches = shown.map(({ name, at }) => textWidth(name) * (slanted ? Math.SQRT1_2 : 0.5) - at)
  return {
    height: slanted ? widest * Math.SQRT1_2 + 16 : fontSize + 8,
    overhang: Math.max(0, ...reaches),
    draw: (left: number, top: number): string[] =>
      shown.map(({ name, at }) =>
        slanted
          ? text(name, left + at, top + 8, { anchor: 'end', fill: faintInk, turn: -45 })
          : text(name, left + at, top + 6 + fontSize / 2, { anchor: 'middle', fill: faintInk }),
      ),
  }
}

function squares(
  table: Cells,
  colors: readonly string[],
  left: number,
  top: number,
  width: number,
  height: number,
): string {
  const { columns, rowLabels, columnLabels, values, texts } = table
  const drawn = colors.map((fill, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    const said = `${rowLabels[row]}, ${columnLabels[column]}: ${texts?.[i] ?? values[i]}`
    const place = { x: left + column * width, y: top + row * height, width, height, fill }
    return element('rect', place, element('title', {}, escape(said)))
  })
  return element('g', { 'shape-rendering': 'crispEdges' }, ...drawn)
}

/** The colours from the low number at the bottom to the high one at the top. */
function colorScale(table: Cells, x: number, top: number, height: number): { drawn: string[]; width: number } {
  const [low, high] = table.range
  const steps = 64
  const colors = Array.from({ length: steps }, (_, i) => colorScales[table.colors](1 - i / (steps - 1)))
  const bytes = Uint8Array.from(colors.flatMap(channelsOf))
  const bar = raster({ bytes, width: 1, height: steps, channels: 3 }, { x, y: top, width: 14, height })
  const outline = element('rect', { x, y: top, width: 14, height, fill: 'none', stroke: '#888888' })
  const { scale, ticks } = linearAxis([low, high], [top + height, top], height / 44)
  const labels = ticks.map(({ value, label }) => text(label, x + 20, scale(value), { fill: faintInk }))
  return { drawn: [bar, outline, ...labels], width: 18 + 20 + widestOf(ticks.map(({ label }) => label)) }
}

function colorOf({ range: [low, high], colors }: Cells, value: number): string {
  if (Number.isNaN(value)) return missingColor
  const part = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5
  return colorScales[colors](part)
}

function widestOf(labels: readonly string[]): number {
  return labels.reduce((widest, label) => Math.max(widest, textWidth(label)), 0)
}

/** Every how many-th name is written so that they do not overlap: 1, 2, 5, 10, 20, … */
function stepOf(needed: number, available: number): number {
  const least = Math.max(1, needed / available)
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
}
