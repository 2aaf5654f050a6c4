import { plot, tensor } from 'grad128'

/** @typedef {import('./slide.mjs').Position} Position */

/** Pixels along a side of each drawing: a multiple of 28 and of 3, so that all pixels are alike. */
const side = 84

/**
 * Window, kernel and products as numbers side by side, with their sum.
 *
 * @param {Position} position
 */
export function slideText({ window, kernel, products, sum }) {
  const grids = [window, kernel, products].map((grid) => grid.map((row) => row.map(twoDigits).join(' ')))
  const signs = ['×', '=', `→ ${twoDigits(sum).trim()}`]
  const middle = window.length >> 1
  const [width] = grids.map(([row]) => row.length)
  const names = ['window', 'kernel', 'products'].map((name) => name.padEnd(width)).join('     ')
  const lines = window.map((_, j) => grids.map((grid, g) => `${grid[j]}  ${j === middle ? signs[g] : ' '}  `).join(''))
  return [`${names}     sum`, ...lines].map((line) => line.trimEnd()).join('\n')
}

/**
 * One row for each position: the picture with the window framed, the window, the kernel, the products. Blue is positive,
 * red negative.
 *
 * @param {readonly number[][]} image square, of a size that divides 84
 * @param {readonly Position[]} positions of a kernel of 3 × 3
 * @param {string} title
 */
export function slidePicture(image, positions, title) {
  const drawings = positions.flatMap(({ y, x, window, kernel, products }) => [
    framed(grown(grey(image)), image.length, y, x),
    ...[grey(window), signed(kernel), signed(products)].map(grown),
  ])
  const captions = positions.flatMap(({ sum }) => ['picture', 'window', '× kernel', `Σ = ${twoDigits(sum).trim()}`])
  return plot.images(tensor(drawings), { columns: 4, captions, range: [0, 1], title })
}

/** Three channels alike. @param {readonly number[][]} grid */
function grey(grid) {
  return [grid, grid, grid]
}

/** White is 0, blue positive, red negative. @param {readonly number[][]} grid */
function signed(grid) {
  const largest = Math.max(...grid.flat().map(Math.abs)) || 1
  const channel = (color) => grid.map((row) => row.map((value) => color(value / largest)))
  return [
    channel((v) => 1 - Math.max(0, v)),
    channel((v) => 1 - Math.abs(v) * 0.7),
    channel((v) => 1 - Math.max(0, -v)),
  ]
}

/** Each number as a square of pixels. @param {readonly (readonly number[][])[]} channels */
function grown(channels) {
  const factor = side / channels[0].length
  const repeat = (list) => list.flatMap((entry) => new Array(factor).fill(entry))
  return channels.map((grid) => repeat(grid.map(repeat)))
}

/** With an orange frame around the window of 3 × 3. @param {number[][][]} channels @param {number} size @param {number} y @param {number} x */
function framed(channels, size, y, x) {
  const factor = side / size
  const [top, left, length] = [(y - 1) * factor, (x - 1) * factor, 3 * factor]
  const isFrame = (p, q) => {
    const [j, k] = [p - top, q - left]
    const isInside = j >= 0 && j < length && k >= 0 && k < length
    return isInside && (Math.min(j, k) < 1 || Math.max(j, k) >= length - 1)
  }
  const orange = [1, 0.6, 0]
  return channels.map((grid, c) => grid.map((row, p) => row.map((value, q) => (isFrame(p, q) ? orange[c] : value))))
}

/** @param {number} value */
function twoDigits(value) {
  return (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '−').padStart(5)
}
