import { withDefaults } from '../../options.js'
import { shortNumber } from '../heatmap.js'
import { type Numbers, rangeOf, readMatrix } from '../numbers.js'
import { checkRange } from '../plot-options.js'

export interface TerminalHeatmapOptions {
  /** The numbers at the ends of the shades. Default the smallest and the largest. */
  range?: readonly [number, number] | undefined
}

const SHADES = [' ', '░', '▒', '▓', '█'] as const

/** Two characters a cell, the fuller the larger; what is no number is a question mark. Below, what the shades mean. */
export function heatmap(op: string, matrix: Numbers, options?: TerminalHeatmapOptions): string {
  const { range } = withDefaults(op, options, { range: undefined as TerminalHeatmapOptions['range'] })
  const { values, rows, columns } = readMatrix(op, matrix)
  const [low, high] = checkRange(op, range) ?? rangeOf(op, values)
  const shade = (value: number): string => {
    if (Number.isNaN(value)) return '?'
    const part = high > low ? (value - low) / (high - low) : 0.5
    return SHADES[Math.min(SHADES.length - 1, Math.max(0, Math.floor(part * SHADES.length)))] as string
  }
  const drawn = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (_, column) => shade(values[row * columns + column] as number))
    return `│${cells.map((cell) => cell + cell).join('')}│`
  })
  return [...drawn, `${shortNumber(low)} ${SHADES.join('')} ${shortNumber(high)}`].join('\n')
}
