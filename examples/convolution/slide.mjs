/**
 * A kernel at one place of a picture.
 *
 * @typedef {object} Position
 * @property {number} y of the kernel's middle
 * @property {number} x
 * @property {number[][]} window what the kernel lies on
 * @property {number[][]} kernel as it lies there, turned round
 * @property {number[][]} products of the two, number by number
 * @property {number} sum of the products: one pixel of the result
 */

/**
 * @param {readonly number[][]} image
 * @param {readonly number[][]} kernel as the textbook writes it
 * @param {number} y @param {number} x
 * @returns {Position}
 */
export function positionAt(image, kernel, y, x) {
  const turned = kernel.map((row) => [...row].reverse()).reverse()
  const [top, left] = [y - (kernel.length >> 1), x - (kernel[0].length >> 1)]
  const window = turned.map((row, j) => row.map((_, k) => image[top + j]?.[left + k] ?? 0))
  const products = turned.map((row, j) => row.map((weight, k) => weight * window[j][k]))
  const sum = products.flat().reduce((total, product) => total + product, 0)
  return { y, x, window, kernel: turned, products, sum }
}

/**
 * Three places that tell what a kernel does: where the result is largest, where it is nearest to 0 although the picture
 * is bright, and where it is smallest.
 *
 * @param {readonly number[][]} image
 * @param {readonly number[][]} kernel
 * @returns {Position[]}
 */
export function tellingPositions(image, kernel) {
  const all = image.flatMap((row, y) => row.map((_, x) => positionAt(image, kernel, y, x)))
  const brightness = ({ window }) => window.flat().reduce((total, value) => total + value, 0)
  const best = (score) => all.reduce((one, other) => (score(other) > score(one) ? other : one))
  return [
    best(({ sum }) => sum),
    best((position) => brightness(position) - 10 * Math.abs(position.sum)),
    best(({ sum }) => -sum),
  ]
}
