/**
 * Rows of text in columns below a head: the first column begins at the left, the others end at the right.
 *
 * @param {readonly (string | number)[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function table(head, rows) {
  const [names, ...body] = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...[names, ...body].map((row) => row[column].length)))
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column])))
      .join('  ')
      .trimEnd()
  return [line(names), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n')
}
