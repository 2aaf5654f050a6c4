import { withDefaults } from '../../options.js'
import { readConfusion } from '../confusion-matrix.js'
import { completeLabels } from '../heatmap.js'
import type { Numbers } from '../numbers.js'
import { textList } from '../plot-options.js'

export interface TerminalConfusionMatrixOptions {
  /** Names of the classes. Default their numbers. */
  labels?: readonly string[] | undefined
}

/** Rows are true classes, columns predicted ones; 0 is shown as a dot so that the mistakes stand out. */
export function confusionMatrix(op: string, matrix: Numbers, options?: TerminalConfusionMatrixOptions): string {
  const { labels } = withDefaults(op, options, { labels: undefined as TerminalConfusionMatrixOptions['labels'] })
  const { counts, classes } = readConfusion(op, matrix)
  const names = completeLabels(textList(op, 'labels', labels), classes)
  const cells = counts.map((n) => (n === 0 ? '·' : String(n)))
  const width = [...names, ...cells].reduce((widest, text) => Math.max(widest, text.length), 0) + 1
  const line = (head: string, texts: readonly string[]) => head + texts.map((text) => text.padStart(width)).join('')
  const margin = ' '.repeat(width)
  const body = names.map((name, i) => line(name.padStart(width), cells.slice(i * classes, (i + 1) * classes)))
  return [`${margin} predicted`, line(margin, names), ...body].join('\n')
}
