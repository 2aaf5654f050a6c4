import { ShapeError, ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'
import { data } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'

export interface ImagesOptions {
  /** Pictures in a row. Default 8. */
  columns?: number | undefined
  /** A line of text under each picture. */
  captions?: readonly string[] | undefined
}

export interface ConfusionMatrixOptions {
  /** Names of the classes. Default their numbers. */
  labels?: readonly string[] | undefined
}

/** What `terminal` can draw, and with what. */
interface Drawings {
  images: [images: Tensor, options?: ImagesOptions]
  confusionMatrix: [matrix: Tensor, options?: ConfusionMatrixOptions]
}

const drawings: { [Kind in keyof Drawings]: (...args: Drawings[Kind]) => string } = { images, confusionMatrix }

/**
 * A picture in characters: `terminal('images', images)` of [N, H, W], `terminal('confusionMatrix', matrix)` of [C, C].
 *
 * @throws ShapeError when the tensor has another shape, TypeError for an unknown kind
 */
export function terminal<Kind extends keyof Drawings>(kind: Kind, ...args: Drawings[Kind]): string {
  oneOf('plot.terminal', 'kind', kind, Object.keys(drawings))
  return drawings[kind](...args)
}

/** Grey levels of a cell's upper and lower half become one character: two rows of pixels to a line. */
const SHADES = [' ', '▄', '▀', '█'] as const

/** Pictures side by side, each stretched from its darkest to its brightest pixel. */
function images(pictures: Tensor, options?: ImagesOptions): string {
  const op = 'plot.terminal'
  const { columns, captions } = withDefaults<{ columns: number; captions: readonly string[] | undefined }>(
    op,
    options,
    {
      columns: 8,
      captions: undefined,
    },
  )
  if (!Number.isInteger(columns) || columns < 1) {
    throw new ValueError(op, { expected: 'at least 1 column', got: nameOf(columns) })
  }
  if (!(pictures instanceof Tensor)) throw new TypeError(`${op}: expected a tensor, got ${nameOf(pictures)}`)
  if (pictures.ndim !== 3)
    throw new ShapeError(op, { expected: 'images of shape [N, H, W]', got: show(pictures.shape) })
  const [count, height, width] = pictures.shape as [number, number, number]
  const pixels = data(pictures)
  const drawn = Array.from({ length: count }, (_, i) => {
    const picture = pixels.subarray(i * height * width, (i + 1) * height * width)
    const lines = drawImage(picture, height, width)
    return captions === undefined ? lines : [...lines, (captions[i] ?? '').padEnd(width).slice(0, width)]
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

function drawImage(pixels: ArrayLike<number>, height: number, width: number): string[] {
  const values = Array.from(pixels)
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const bright = (y: number, x: number) => y < height && (pixels[y * width + x] as number) > low + (high - low) * 0.4
  const lines: string[] = []
  for (let y = 0; y < height; y += 2) {
    let line = ''
    for (let x = 0; x < width; x++) line += SHADES[(bright(y, x) ? 2 : 0) + (bright(y + 1, x) ? 1 : 0)]
    lines.push(line)
  }
  return lines
}

/** Rows are true classes, columns predicted ones; 0 is shown as a dot so that the mistakes stand out. */
function confusionMatrix(matrix: Tensor, options?: ConfusionMatrixOptions): string {
  const op = 'plot.terminal'
  const { labels } = withDefaults<{ labels: readonly string[] | undefined }>(op, options, { labels: undefined })
  if (!(matrix instanceof Tensor)) throw new TypeError(`${op}: expected a tensor, got ${nameOf(matrix)}`)
  const [rows, columns] = matrix.shape
  if (matrix.ndim !== 2 || rows !== columns || rows === undefined) {
    throw new ShapeError(op, { expected: 'a confusion matrix of shape [C, C]', got: show(matrix.shape) })
  }
  const counts = data(matrix)
  const names = Array.from({ length: rows }, (_, i) => labels?.[i] ?? String(i))
  const cells = Array.from(counts, (n) => (n === 0 ? '·' : String(n)))
  const width = Math.max(0, ...[...names, ...cells].map((text) => text.length)) + 1
  const line = (head: string, texts: readonly string[]) => head + texts.map((text) => text.padStart(width)).join('')
  const margin = ' '.repeat(width)
  const body = names.map((name, i) => line(name.padStart(width), cells.slice(i * rows, (i + 1) * rows)))
  return [`${margin} predicted`, line(margin, names), ...body].join('\n')
}
