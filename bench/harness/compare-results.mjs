/** How far a result may be from the expected one, relative to the value or, where that is smaller, to the typical one. */
const tolerance = 1e-4

/**
 * What is wrong with a result, or undefined: nobody shall time a wrong computation.
 *
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 * @returns {string | undefined}
 */
export function differenceOf(actual, expected) {
  if (actual.length !== expected.length) return `gives ${actual.length} values instead of ${expected.length}`
  let squares = 0
  for (let i = 0; i < expected.length; i++) squares += expected[i] ** 2
  const typical = Math.sqrt(squares / expected.length)
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i] - expected[i]) <= tolerance * Math.max(Math.abs(expected[i]), typical))) {
      return `gives ${actual[i]} instead of ${expected[i]} at position ${i} of ${expected.length}`
    }
  }
  return undefined
}

/** What is wrong with losses that need not be the expected ones: they must be numbers and fall. @param {ArrayLike<number>} losses */
export function differenceOfFalling(losses) {
  const [first, last] = [losses[0], losses[losses.length - 1]]
  return last < first ? undefined : `does not learn: its loss goes from ${first} to ${last}`
}
