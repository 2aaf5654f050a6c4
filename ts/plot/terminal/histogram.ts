import { withDefaults } from '../../options.js'
import { type BinOptions, countBins } from '../bins.js'
import { shortNumber } from '../heatmap.js'
import type { Numbers } from '../numbers.js'
import { checkCount } from '../plot-options.js'

export interface TerminalHistogramOptions extends BinOptions {
  /** Characters of the longest bar. Default 40. */
  width?: number | undefined
}

/** Eighths of a character. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/** A line for each bin: its lower edge, a bar, its count. The last line has the upper edge and what was left out. */
export function histogram(op: string, values: Numbers, options?: TerminalHistogramOptions): string {
  const { width, ...binning } = withDefaults(op, options, {
    bins: undefined as BinOptions['bins'],
    range: undefined as BinOptions['range'],
    width: 40,
  })
  checkCount(op, 'characters', width)
  const { edges, counts, omitted } = countBins(op, values, binning)
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  const labels = edges.map(shortNumber)
  const margin = labels.reduce((widest, label) => Math.max(widest, label.length), 0)
  const bars = counts.map((count, i) => {
    const eighths = Math.round((count / most) * width * 8)
    // What is there is seen, however little.
    const bar = '█'.repeat(eighths >> 3) + (count > 0 && eighths === 0 ? EIGHTHS[1] : EIGHTHS[eighths & 7])
    return `${(labels[i] as string).padStart(margin)} │${bar} ${count}`
  })
  const left = omitted > 0 ? `  (${omitted} not finite or out of range)` : ''
  return [...bars, `${(labels.at(-1) as string).padStart(margin)} ┘${left}`].join('\n')
}
