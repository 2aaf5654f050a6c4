/**
 * A text with its long lines broken, at a space where there is one.
 *
 * @param {string} text
 * @param {number} [width] characters of the longest line
 */
export function wrap(text, width = 76) {
  const piece = new RegExp(`(?=.{${width + 1}})(?:.{1,${width}}(?: |(?<= ))|.{${width}})`, 'gu')
  return text.replace(piece, (line) => `${line.trimEnd()}\n`)
}
