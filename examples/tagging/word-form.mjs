/** The last three characters in lower case: in English they tell much about a word (-ing, -ed, -ly). @param {string} word */
export function suffixOf(word) {
  return Array.from(word.toLowerCase()).slice(-3).join('')
}

/**
 * What a word looks like: X for capitals, x for other letters, d for digits, all else as it is; at most two alike in a
 * row. `Paris` is Xxx, `2021` dd, `U.S.` X.X.
 *
 * @param {string} word
 */
export function shapeOf(word) {
  const shape = word.replace(/\p{Lu}|\p{L}|\p{N}/gu, (sign) =>
    /\p{Lu}/u.test(sign) ? 'X' : /\p{L}/u.test(sign) ? 'x' : 'd',
  )
  return shape.replace(/(.)\1{2,}/gu, '$1$1')
}
