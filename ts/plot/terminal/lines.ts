import { withDefaults } from '../../options.js'
import { finiteRange } from '../finite-range.js'
import { shortNumber } from '../heatmap.js'
import { checkCount } from '../plot-options.js'
import { readSeries, type SeriesInput, type SeriesOptions } from '../series.js'

export interface TerminalLinesOptions extends SeriesOptions {
  /** Characters of the longest line. Default 72. */
  width?: number | undefined
  /** Lines between the axes. Default 15. */
  height?: number | undefined
}

/** One for each line, and again from the first on. */
const MARKS = ['●', '○', '+', '×', '■', '□', '▲', '△'] as const

/** Numbers as marks between two axes; where lines meet, the later one is seen. */
export function lines(op: string, input: SeriesInput, options?: TerminalLinesOptions): string {
  const { width, height, ...reading } = withDefaults(op, options, {
    x: undefined as SeriesOptions['x'],
    labels: undefined as SeriesOptions['labels'],
    logY: false,
    width: 72,
    height: 15,
  })
  checkCount(op, 'characters', width)
  checkCount(op, 'lines', height)
  const { series, yRange } = readSeries(op, input, reading)
  const scaled = reading.logY ? Math.log10 : (y: number) => y
  const [low, high] = [scaled(yRange[0]), scaled(yRange[1])]
  const drawn = series.flatMap(({ x, y }) => Array.from(x).filter((_, i) => Number.isFinite(y[i])))
  const [first, last] = finiteRange(drawn)

  const ends = [shortNumber(yRange[1]), shortNumber(yRange[0])] as const
  const margin = Math.max(ends[0].length, ends[1].length)
  const columns = Math.max(1, width - margin - 2)
  const lineOf = (y: number) => height - 1 - position(y, low, high, height)
  const canvas = Array.from({ length: height }, () => new Array<string>(columns).fill(' '))
  for (const [s, { x, y }] of series.entries()) {
    for (let i = 0; i < y.length; i++) {
      const value = y[i] as number
      if (!Number.isFinite(value)) continue
      const column = position(x[i] as number, first, last, columns)
      const row = canvas[lineOf(scaled(value))] as string[]
      row[column] = MARKS[s % MARKS.length] as string
    }
  }
  const body = canvas.map((row, i) => {
    const end = i === lineOf(high) ? ends[0] : i === lineOf(low) ? ends[1] : ''
    return `${end.padStart(margin)} │${row.join('')}`.trimEnd()
  })
  const [from, to] = [shortNumber(first), shortNumber(last)]
  const axis = `${' '.repeat(margin)} └${'─'.repeat(columns)}`
  const scale = `${' '.repeat(margin + 2)}${first === last ? from : from + to.padStart(columns - from.length)}`
  const names = series.flatMap(({ name }, s) => (name === '' ? [] : [`${MARKS[s % MARKS.length]} ${name}`]))
  const legend = names.length > 0 ? [' '.repeat(margin + 2) + names.join('  ')] : []
  return [...legend, ...body, axis, scale].join('\n')
}

/** Which of `count` cells between low and high a value is in; the middle one when there is nothing between them. */
function position(value: number, low: number, high: number, count: number): number {
  return low < high ? Math.round(((value - low) / (high - low)) * (count - 1)) : count >> 1
}
