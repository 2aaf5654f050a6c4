import { withDefaults } from '../options.js'
import { drawing } from './drawing.js'
import { type AxesOptions, checkSize, checkTexts, type SizeOptions } from './plot-options.js'
import { readSeries, type SeriesInput, type SeriesOptions } from './series.js'

export interface LinesOptions extends SeriesOptions, AxesOptions, SizeOptions {}

/**
 * Lines through numbers, as SVG: `lines(losses)`, `lines({ loss, validationLoss })`, the rows of [S, T]. What is not
 * finite is a gap. Same as matplotlib's plot.
 *
 * @throws ValueError when there is no finite number, ShapeError for other shapes, TypeError for what holds no numbers
 */
export function lines(series: SeriesInput, options?: LinesOptions): string {
  const op = 'plot.lines'
  const { x, labels, logY, width, height, ...texts } = withDefaults(op, options, {
    x: undefined as LinesOptions['x'],
    labels: undefined as LinesOptions['labels'],
    logY: false,
    title: undefined as string | undefined,
    xLabel: undefined as string | undefined,
    yLabel: undefined as string | undefined,
    width: 640,
    height: 400,
  })
  checkTexts(op, texts)
  checkSize(op, { width, height })
  const read = readSeries(op, series, { x, labels, logY })
  return drawing(op).lines(read.series, read.yRange, { ...texts, logY, width, height })
}
