import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { isNumberArray } from '../tensor/conversion.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { type Numbers, rangeOf, readNumbers, readVector } from './numbers.js'
import { textList } from './plot-options.js'

/** What is drawn as lines: one of them, the rows of a matrix, a list of them, or named ones. */
export type SeriesInput = Numbers | readonly Numbers[] | Readonly<Record<string, Numbers>>

/** One line; where y is not finite it has a gap. */
export interface Series {
  /** Empty when there is nothing to tell it from. */
  readonly name: string
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

export interface SeriesOptions {
  /** Where the numbers stand on the horizontal axis. Default 0, 1, 2, … */
  x?: Numbers | undefined
  /** Names of the lines. Default the keys of an object, else their numbers. */
  labels?: readonly string[] | undefined
  /** Whether the vertical axis is logarithmic; what is not above 0 is then a gap. Default false. */
  logY?: boolean | undefined
}

/**
 * Lines of numbers, and the smallest and largest that are drawn.
 *
 * @throws ValueError when there is nothing to draw
 */
export function readSeries(
  op: string,
  input: unknown,
  { x, labels, logY = false }: SeriesOptions,
): { series: Series[]; yRange: [number, number] } {
  const rows = rowsOf(op, input)
  const names = textList(op, 'labels', labels)
  const longest = rows.reduce((most, [, y]) => Math.max(most, y.length), 0)
  const positions = x === undefined ? Array.from({ length: longest }, (_, i) => i) : readVector(op, x, 'x')
  if (positions.length < longest) {
    throw new ShapeError(op, {
      expected: `at least ${longest} positions x, one for each number`,
      got: `${positions.length}`,
    })
  }
  const lost = Array.from(positions).findIndex((position) => !Number.isFinite(position))
  if (lost >= 0) throw new ValueError(op, { expected: 'finite positions x', got: `${positions[lost]} at ${lost}` })
  const series = rows.map(([key, values], i) => {
    const y = logY ? Array.from(values, (value) => (value > 0 ? value : Number.NaN)) : values
    return { name: names?.[i] ?? key ?? (rows.length > 1 ? String(i) : ''), x: positions, y }
  })
  const all = series.flatMap(({ y }) => Array.from(y))
  if (logY && all.length > 0 && !all.some(Number.isFinite)) {
    throw new ValueError(op, { expected: 'a number above 0 for a logarithmic axis', got: 'none' })
  }
  return { series, yRange: rangeOf(op, all) }
}

type Row = [key: string | undefined, y: ArrayLike<number>]

function rowsOf(op: string, input: unknown): Row[] {
  const isList = Array.isArray(input)
  if (isList && input.some((entry) => typeof entry === 'object')) {
    return input.map((row) => [undefined, readVector(op, row, 'each line')])
  }
  if (isList || isNumberArray(input) || input instanceof Tensor) {
    const { values, shape } = readNumbers(op, input)
    const [count = 0, length = 0] = shape
    if (shape.length === 1) return [[undefined, values]]
    if (shape.length !== 2) throw new ShapeError(op, { expected: 'lines of shape [T] or [S, T]', got: show(shape) })
    return Array.from({ length: count }, (_, i) => [
      undefined,
      Array.from({ length }, (_, t) => values[i * length + t] as number),
    ])
  }
  if (typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype) {
    return Object.entries(input).map(([key, row]) => [key, readVector(op, row, `'${key}'`)])
  }
  throw new TypeError(`${op}: expected numbers, rows of numbers or an object of them by name, got ${nameOf(input)}`)
}
