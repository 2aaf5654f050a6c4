/**
 * Rows of texts as lines whose columns stand below each other: the first to the left, the others to the right.
 *
 * @param {readonly (readonly (string | number)[])[]} rows the first one is the head
 */
export function table(rows) {
  const texts = rows.map((row) => row.map(String))
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)))
  const line = (/** @type {string[]} */ row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column])))
      .join('  ')
      .trimEnd()
  const [head, ...body] = texts
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n')
}
