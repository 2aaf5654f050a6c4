import { ShapeError, ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { show } from '../tensor/shape.js'
import { drawing } from './drawing.js'
import { completeLabels, shortNumber } from './heatmap.js'
import { type Numbers, readNumbers } from './numbers.js'
import { checkTexts, type TitleOptions, textList } from './plot-options.js'

export interface ConfusionMatrixOptions extends TitleOptions {
  /** Names of the classes. Default their numbers. */
  labels?: readonly string[] | undefined
}

/**
 * How often class i (row) was taken for class j (column), as `train.confusionMatrix` counts it, as SVG. The colour is
 * the share of the row, so that rare classes are seen as well as frequent ones. Same as scikit-learn's
 * ConfusionMatrixDisplay.
 *
 * @throws ShapeError unless the shape is [C, C], ValueError for negative or infinite counts
 */
export function confusionMatrix(matrix: Numbers, options?: ConfusionMatrixOptions): string {
  const op = 'plot.confusionMatrix'
  const { labels, title } = withDefaults(op, options, {
    labels: undefined as ConfusionMatrixOptions['labels'],
    title: undefined as string | undefined,
  })
  checkTexts(op, { title })
  const names = textList(op, 'labels', labels)
  const { counts, classes } = readConfusion(op, matrix)
  if (classes === 0) throw new ValueError(op, { expected: 'at least one class', got: 'none' })
  const shares = new Float64Array(counts.length)
  for (let row = 0; row < classes; row++) {
    const cells = counts.slice(row * classes, (row + 1) * classes)
    const sum = cells.reduce((total, count) => total + count, 0)
    for (const [column, count] of cells.entries()) shares[row * classes + column] = sum > 0 ? count / sum : 0
  }
  const classNames = completeLabels(names, classes)
  return drawing(op).cells({
    title,
    xLabel: 'predicted',
    yLabel: 'true',
    values: shares,
    rows: classes,
    columns: classes,
    rowLabels: classNames,
    columnLabels: classNames,
    range: [0, 1],
    colors: 'counts',
    texts: counts.map((count) => (Number.isInteger(count) ? String(count) : shortNumber(count))),
    legend: false,
  })
}

/** @throws ShapeError unless the shape is [C, C], ValueError for what counts nothing */
export function readConfusion(op: string, input: unknown): { counts: number[]; classes: number } {
  const { values, shape } = readNumbers(op, input)
  const [classes, columns] = shape
  const isNone = shape.length === 1 && classes === 0 && Array.isArray(input)
  if (classes === undefined || (!isNone && (shape.length !== 2 || classes !== columns))) {
    throw new ShapeError(op, { expected: 'a confusion matrix of shape [C, C]', got: show(shape) })
  }
  const counts = Array.from(values)
  const wrong = counts.findIndex((count) => !(count >= 0 && count < Number.POSITIVE_INFINITY))
  if (wrong >= 0) {
    throw new ValueError(op, { expected: 'finite counts of at least 0', got: `${counts[wrong]} at position ${wrong}` })
  }
  return { counts, classes }
}
