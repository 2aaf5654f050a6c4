import { oneOf, withDefaults } from '../options.js'
import { drawing } from './drawing.js'
import { type Numbers, rangeOf, readMatrix } from './numbers.js'
import { type AxesOptions, checkRange, checkTexts, textList } from './plot-options.js'

export interface HeatmapOptions extends AxesOptions {
  /** Names of the rows. Default their numbers. */
  rowLabels?: readonly string[] | undefined
  /** Names of the columns. Default their numbers. */
  columnLabels?: readonly string[] | undefined
  /** The numbers at the ends of the colours. Default the smallest and the largest; around 0 when diverging. */
  range?: readonly [number, number] | undefined
  /** Colours from dark to light, or from red over white at the middle to blue. Default 'sequential'. */
  colors?: 'sequential' | 'diverging' | undefined
  /** Whether the numbers stand in the cells. Default where they fit. */
  showValues?: boolean | undefined
}

/**
 * A matrix [H, W] in colours, as SVG: attention weights, correlations. What is not finite is grey. Same as matplotlib's
 * imshow with a colour bar.
 *
 * @throws ValueError when there is no finite number, ShapeError for other shapes
 */
export function heatmap(matrix: Numbers, options?: HeatmapOptions): string {
  const op = 'plot.heatmap'
  const { rowLabels, columnLabels, range, colors, showValues, ...texts } = withDefaults(op, options, {
    rowLabels: undefined as HeatmapOptions['rowLabels'],
    columnLabels: undefined as HeatmapOptions['columnLabels'],
    range: undefined as HeatmapOptions['range'],
    colors: 'sequential' as NonNullable<HeatmapOptions['colors']>,
    showValues: true,
    title: undefined as string | undefined,
    xLabel: undefined as string | undefined,
    yLabel: undefined as string | undefined,
  })
  checkTexts(op, texts)
  oneOf(op, 'colors', colors, ['sequential', 'diverging'])
  const { values, rows, columns } = readMatrix(op, matrix)
  const [low, high] = checkRange(op, range) ?? rangeOf(op, values)
  const bound = Math.max(Math.abs(low), Math.abs(high))
  return drawing(op).cells({
    ...texts,
    values,
    rows,
    columns,
    rowLabels: completeLabels(textList(op, 'rowLabels', rowLabels), rows),
    columnLabels: completeLabels(textList(op, 'columnLabels', columnLabels), columns),
    range: colors === 'diverging' && range === undefined ? [-bound, bound] : [low, high],
    colors,
    texts: showValues ? Array.from(values, shortNumber) : undefined,
    legend: true,
  })
}

/** A name for each of `count`: what is missing gets its number. */
export function completeLabels(labels: readonly string[] | undefined, count: number): string[] {
  return Array.from({ length: count }, (_, i) => labels?.[i] ?? String(i))
}

/** Three significant digits, without zeros that say nothing. */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))).replace('-', '−') : String(value)
}
