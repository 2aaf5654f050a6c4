/** Pictures of tensors and of training, as SVG and in characters. */
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.js'
export { type HeatmapOptions, heatmap } from './heatmap.js'
export { type HistogramOptions, histogram } from './histogram.js'
export { type ImagesOptions, images } from './images.js'
export { type LinesOptions, lines } from './lines.js'
export type { Numbers } from './numbers.js'
export type { SeriesInput } from './series.js'
export { terminal } from './terminal/terminal.js'
