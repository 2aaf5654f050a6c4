import { withDefaults } from '../options.js'
import { type BinOptions, countBins } from './bins.js'
import { drawing } from './drawing.js'
import type { Numbers } from './numbers.js'
import { type AxesOptions, checkSize, checkTexts, type SizeOptions } from './plot-options.js'

export interface HistogramOptions extends BinOptions, AxesOptions, SizeOptions {}

/**
 * How often numbers fall into bins of equal width, as SVG; of any shape. What is not finite or out of the range is
 * left out, and the picture says how much that is. Bins as in numpy.histogram.
 *
 * @throws ValueError when there is no number to count
 */
export function histogram(values: Numbers, options?: HistogramOptions): string {
  const op = 'plot.histogram'
  const { bins, range, width, height, ...texts } = withDefaults(op, options, {
    bins: undefined as HistogramOptions['bins'],
    range: undefined as HistogramOptions['range'],
    title: undefined as string | undefined,
    xLabel: undefined as string | undefined,
    yLabel: 'count' as string | undefined,
    width: 640,
    height: 400,
  })
  checkTexts(op, texts)
  checkSize(op, { width, height })
  return drawing(op).histogram(countBins(op, values, { bins, range }), { ...texts, width, height })
}
