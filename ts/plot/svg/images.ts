import type { Pictures } from '../drawing.js'
import { raster } from './png.js'
import { fitted, fontSize, heading, picture, text, textWidth, titleSize } from './text.js'

/** About how large one picture is shown, in pixels, and how much lies between two. */
const [SHOWN, GAP, PADDING] = [84, 8, 12] as const

/** Pictures in rows, each with a caption below. */
export function images({ pixels, height, width, channels, columns, captions, title }: Pictures): string {
  const scale = SHOWN / Math.max(width, height)
  // Whole factors keep all pixels equal.
  const factor = scale > 1 ? Math.floor(scale) : scale
  const [shownWidth, shownHeight] = [Math.max(1, width * factor), Math.max(1, height * factor)]
  // A caption may need more room than a narrow picture.
  const step = (captions === undefined ? shownWidth : Math.max(shownWidth, 40)) + GAP
  const captionHeight = captions === undefined ? 0 : fontSize + 6
  const rowStep = shownHeight + captionHeight + GAP
  const titleWidth = title === undefined ? 0 : textWidth(title, titleSize) + 24
  const total = Math.max(columns * step - GAP + 2 * PADDING, Math.min(titleWidth, 640))
  const head = heading(title, total)
  const rows = Math.ceil(pixels.length / columns)
  const drawn = pixels.flatMap((values, i) => {
    const x = PADDING + (i % columns) * step
    const y = head.bottom + Math.floor(i / columns) * rowStep
    const place = { x: x + (step - GAP - shownWidth) / 2, y, width: shownWidth, height: shownHeight }
    const shown = raster({ bytes: interleaved(values, width * height, channels), width, height, channels }, place)
    const caption = fitted(captions?.[i] ?? '', step - GAP / 2)
    if (caption === '') return [shown]
    return [shown, text(caption, x + (step - GAP) / 2, y + shownHeight + 4 + fontSize / 2, { anchor: 'middle' })]
  })
  return picture(total, head.bottom + rows * rowStep - GAP + PADDING, title, ...head.drawn, ...drawn)
}

/** Bytes pixel by pixel of numbers from 0 to 1 channel by channel. */
function interleaved(values: ArrayLike<number>, pixels: number, channels: number): Uint8Array {
  const bytes = new Uint8Array(pixels * channels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      bytes[pixel * channels + channel] = Math.round((values[channel * pixels + pixel] as number) * 255)
    }
  }
  return bytes
}
