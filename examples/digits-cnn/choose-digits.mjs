/** @typedef {import('../shared/read-digits.mjs').Digits} Digits */

/**
 * The digits to learn from and those to be tested on. Settings are compared on digits that are held out of those to
 * learn from: who compares them on the test digits adapts to these, and does not know any more how well unseen digits
 * are read.
 *
 * @param {{ train: Digits, test: Digits }} digits
 * @param {{ train: number, heldOut: number }} counts how many to learn from at most; how many of them to hold out and to
 *   test on instead of the test digits
 * @returns {{ train: Digits, test: Digits }}
 * @throws {RangeError} if nothing is left to learn from
 */
export function chooseDigits(digits, { train, heldOut }) {
  const left = Math.min(train, digits.train.labels.length) - heldOut
  if (left < 1) throw new RangeError(`chooseDigits: ${heldOut} digits held out leave none of ${train} to learn from.`)
  return {
    train: part(digits.train, 0, left),
    test: heldOut > 0 ? part(digits.train, left, left + heldOut) : digits.test,
  }
}

/** @param {Digits} digits @param {number} start @param {number} end @returns {Digits} */
function part({ images, labels }, start, end) {
  const pixels = images.length / labels.length
  return { images: images.subarray(start * pixels, end * pixels), labels: labels.subarray(start, end) }
}
