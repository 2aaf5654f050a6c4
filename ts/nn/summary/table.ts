import { show } from '../../tensor/shape.js'
import type { Summary, SummaryRow } from './summary.js'

const HEAD = ['Layer', 'Output shape', 'Parameters', 'Multiply-adds']

/** A summary as lines: names indented by depth, numbers flush right, totals below. */
export function table(summary: Summary): string {
  const lines = [HEAD, ...summary.rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] as string).length)))
  const text = lines.map((line) =>
    line
      .map((cell, i) => aligned(cell, widths[i] as number, i))
      .join('  ')
      .trimEnd(),
  )
  const width = widths.reduce((sum, w) => sum + w + 2, -2)
  const [single, double] = ['-'.repeat(width), '='.repeat(width)]
  const { parameters, trainableParameters, multiplyAdds, flops } = summary
  const totals = [
    `Parameters: ${grouped(parameters)} (trainable: ${grouped(trainableParameters)})`,
    `Multiply-adds: ${grouped(multiplyAdds)} (${grouped(flops)} FLOPs)`,
  ]
  return [double, text[0], double, ...text.slice(1), single, ...totals, double].join('\n')
}

function cells({ path, type, depth, outputShape, parameters, multiplyAdds }: SummaryRow): string[] {
  const name = path === '' ? type : `${path}: ${type}`
  return [
    '  '.repeat(depth) + name,
    outputShape === null ? '–' : show(outputShape),
    parameters === 0 ? '–' : grouped(parameters),
    multiplyAdds === null ? '–' : grouped(multiplyAdds),
  ]
}

/** Words flush left, numbers flush right. */
function aligned(cell: string, width: number, column: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width)
}

/** 1234567 as 1,234,567. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
