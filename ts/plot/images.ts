import { ShapeError, ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { show } from '../tensor/shape.js'
import { drawing } from './drawing.js'
import { finiteRange } from './finite-range.js'
import { type Numbers, readNumbers } from './numbers.js'
import { checkCount, checkRange, checkTexts, type TitleOptions, textList } from './plot-options.js'

export interface ImagesOptions extends TitleOptions {
  /** Pictures in a row. Default 8. */
  columns?: number | undefined
  /** A line of text under each picture. */
  captions?: readonly string[] | undefined
  /** The numbers that are black and white. Default the smallest and the largest of each picture. */
  range?: readonly [number, number] | undefined
}

/**
 * Pictures side by side, as SVG: grey ones of [N, H, W] or [N, 1, H, W], coloured ones of [N, 3, H, W].
 *
 * @throws ShapeError for other shapes, ValueError when there are none
 */
export function images(pictures: Numbers, options?: ImagesOptions): string {
  const op = 'plot.images'
  const { columns, captions, range, title } = withDefaults(op, options, {
    columns: 8,
    captions: undefined as ImagesOptions['captions'],
    range: undefined as ImagesOptions['range'],
    title: undefined as string | undefined,
  })
  checkTexts(op, { title })
  checkCount(op, 'columns', columns)
  const ends = checkRange(op, range)
  const { values, shape } = readNumbers(op, pictures)
  const [count = 0, ...sizes] = shape
  const [height = 0, width = 0] = sizes.slice(-2)
  const channels = shape.length === 3 ? 1 : shape.length === 4 ? sizes[0] : undefined
  if (values.length === 0) throw new ValueError(op, { expected: 'at least one picture', got: show(shape) })
  if (channels !== 1 && channels !== 3) {
    throw new ShapeError(op, { expected: 'images of shape [N, H, W], [N, 1, H, W] or [N, 3, H, W]', got: show(shape) })
  }
  const size = channels * height * width
  return drawing(op).images({
    pixels: Array.from({ length: count }, (_, i) => stretched(values, i * size, size, ends)),
    height,
    width,
    channels,
    columns: Math.min(columns, count),
    captions: textList(op, 'captions', captions),
    title,
  })
}

/** Part of the numbers, from 0 at the low end to 1 at the high one; what is not a number is 0. */
function stretched(
  values: ArrayLike<number>,
  start: number,
  size: number,
  ends: readonly [number, number] | undefined,
): Float64Array {
  const part = Float64Array.from({ length: size }, (_, i) => values[start + i] as number)
  const [low, high] = ends ?? finiteRange(part)
  const scale = high > low ? 1 / (high - low) : 0
  return part.map((value) => Math.min(1, Math.max(0, (value - low) * scale)) || 0)
}
