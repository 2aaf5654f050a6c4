import { oneOf } from '../../options.js'
import type { Numbers } from '../numbers.js'
import type { SeriesInput } from '../series.js'
import { confusionMatrix, type TerminalConfusionMatrixOptions } from './confusion-matrix.js'
import { heatmap, type TerminalHeatmapOptions } from './heatmap.js'
import { histogram, type TerminalHistogramOptions } from './histogram.js'
import { images, type TerminalImagesOptions } from './images.js'
import { lines, type TerminalLinesOptions } from './lines.js'

/** What `terminal` can draw, and with what. */
interface Drawings {
  images: [images: Numbers, options?: TerminalImagesOptions]
  confusionMatrix: [matrix: Numbers, options?: TerminalConfusionMatrixOptions]
  lines: [series: SeriesInput, options?: TerminalLinesOptions]
  histogram: [values: Numbers, options?: TerminalHistogramOptions]
  heatmap: [matrix: Numbers, options?: TerminalHeatmapOptions]
}

const drawings: { [Kind in keyof Drawings]: (op: string, ...args: Drawings[Kind]) => string } = {
  images,
  confusionMatrix,
  lines,
  histogram,
  heatmap,
}

/**
 * A picture in characters: `terminal('images', images)` of [N, H, W], `terminal('confusionMatrix', matrix)` of [C, C],
 * `terminal('lines', series)`, `terminal('histogram', values)`, `terminal('heatmap', matrix)` of [H, W].
 *
 * @throws ShapeError when the numbers have another shape, ValueError when there are none, TypeError for an unknown kind
 */
export function terminal<Kind extends keyof Drawings>(kind: Kind, ...args: Drawings[Kind]): string {
  const op = 'plot.terminal'
  oneOf(op, 'kind', kind, Object.keys(drawings))
  return drawings[kind](op, ...args)
}
