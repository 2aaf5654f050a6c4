import { plot, tensor } from 'grad128'
import { print } from '../shared/print.mjs'

const size = 28
/** What is shown of a picture: a digit's ink lies within 20 × 20 pixels, and three of these fit into 80 columns. */
const [width, height] = [24, 20]
const columns = 3

/**
 * Some digits side by side in characters, each with a caption below.
 *
 * @param {Float32Array} images
 * @param {readonly number[]} positions which of the images
 * @param {readonly string[]} captions
 */
export function showDigits(images, positions, captions) {
  for (let start = 0; start < positions.length; start += columns) {
    if (start > 0) console.log()
    showRow(images, positions.slice(start, start + columns), captions.slice(start, start + columns))
  }
}

/** @param {Float32Array} images @param {readonly number[]} positions @param {readonly string[]} captions */
function showRow(images, positions, captions) {
  const pictures = new Float32Array(positions.length * height * width)
  for (const [i, position] of positions.entries()) {
    const picture = images.subarray(position * size * size, (position + 1) * size * size)
    pictures.set(cut(picture), i * height * width)
  }
  const centred = captions.map((text) => text.padStart((width + text.length) >> 1))
  const shape = [positions.length, height, width]
  print(plot.terminal('images', tensor(pictures, { shape }), { columns, captions: centred }))
}

/**
 * The digits that were taken for others: how many, and of the first few the position and what was read for what.
 *
 * @param {ArrayLike<number>} predictions
 * @param {Int32Array} labels
 * @param {number} count
 */
export function mistakes(predictions, labels, count) {
  const wrong = Array.from(labels.keys()).filter((i) => predictions[i] !== labels[i])
  const positions = wrong.slice(0, count)
  return { total: wrong.length, positions, captions: positions.map((i) => `${labels[i]}→${predictions[i]}`) }
}

/** The part of a picture around the middle of its ink. @param {Float32Array} picture [28, 28] */
function cut(picture) {
  const lit = Array.from(picture.keys()).filter((i) => picture[i] > 0)
  const top = startOf(
    lit.map((i) => Math.floor(i / size)),
    height,
  )
  const left = startOf(
    lit.map((i) => i % size),
    width,
  )
  return Float32Array.from(
    { length: height * width },
    (_, i) => picture[(top + Math.floor(i / width)) * size + left + (i % width)],
  )
}

/** Where a window of `length` begins so that the coordinates lie in its middle. */
function startOf(coordinates, length) {
  const middle = (Math.min(...coordinates) + Math.max(...coordinates) + 1) / 2
  return Math.min(size - length, Math.max(0, Math.round(middle - length / 2)))
}
