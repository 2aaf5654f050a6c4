const size = 28

/**
 * The first picture of a digit.
 *
 * @param {import('../shared/read-digits.mjs').Digits} digits
 * @param {number} digit
 * @returns {number[][]} 28 rows of 28 numbers from 0 to 1
 * @throws {RangeError} if there is none
 */
export function pickDigit({ images, labels }, digit) {
  const position = labels.indexOf(digit)
  if (position === -1) throw new RangeError(`pickDigit: there is no picture of ${digit}.`)
  return pictureAt(images, position)
}

/** Picture number i as rows. @param {Float32Array} images @param {number} i */
export function pictureAt(images, i) {
  const rows = Array.from({ length: size }, (_, y) => (i * size + y) * size)
  return rows.map((start) => Array.from(images.subarray(start, start + size)))
}
