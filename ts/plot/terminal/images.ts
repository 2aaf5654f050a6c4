import { ShapeError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { show } from '../../tensor/shape.js'
import { finiteRange } from '../finite-range.js'
import { type Numbers, readNumbers } from '../numbers.js'
import { checkCount, textList } from '../plot-options.js'

export interface TerminalImagesOptions {
  /** Pictures in a row. Default 8. */
  columns?: number | undefined
  /** A line of text under each picture. */
  captions?: readonly string[] | undefined
}

/** Grey levels of a cell's upper and lower half become one character: two rows of pixels to a line. */
const SHADES = [' ', '▄', '▀', '█'] as const

/** Pictures side by side, each stretched from its darkest to its brightest pixel. */
export function images(op: string, pictures: Numbers, options?: TerminalImagesOptions): string {
  const { columns, captions } = withDefaults(op, options, {
    columns: 8,
    captions: undefined as TerminalImagesOptions['captions'],
  })
  checkCount(op, 'columns', columns)
  const texts = textList(op, 'captions', captions)
  const { values, shape } = readNumbers(op, pictures)
  const [count = 0, height = 0, width = 0] = shape
  if (shape.length !== 3) throw new ShapeError(op, { expected: 'images of shape [N, H, W]', got: show(shape) })
  const drawn = Array.from({ length: count }, (_, i) => {
    const pixels = Array.from({ length: height * width }, (_, p) => values[i * height * width + p] as number)
    const lines = drawImage(pixels, height, width)
    return texts === undefined ? lines : [...lines, (texts[i] ?? '').padEnd(width).slice(0, width)]
  })
  const rows: string[] = []
  for (let i = 0; i < count; i += columns) {
    const row = drawn.slice(i, i + columns)
    const lines = row[0] as string[]
    rows.push(
      lines
        .map((_, y) =>
          row
            .map((lineOf) => lineOf[y])
            .join(' ')
            .trimEnd(),
        )
        .join('\n'),
    )
  }
  return rows.join('\n')
}

function drawImage(pixels: readonly number[], height: number, width: number): string[] {
  const [low, high] = finiteRange(pixels)
  const bright = (y: number, x: number) => y < height && (pixels[y * width + x] as number) > low + (high - low) * 0.4
  const lines: string[] = []
  for (let y = 0; y < height; y += 2) {
    let line = ''
    for (let x = 0; x < width; x++) line += SHADES[(bright(y, x) ? 2 : 0) + (bright(y + 1, x) ? 1 : 0)]
    lines.push(line)
  }
  return lines
}
