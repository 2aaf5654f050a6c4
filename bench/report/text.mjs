/**
 * Columns as aligned text: the first to the left, figures to the right.
 *
 * @param {import('./columns.mjs').Columns} columns
 * @returns {string}
 */
export function textTable({ head, body, notes }) {
  const widths = head.map((title, i) => Math.max(title.length, ...body.map((line) => line[i].length)))
  const line = ([name, ...figures]) =>
    `  ${[name.padEnd(widths[0]), ...figures.map((text, i) => text.padStart(widths[i + 1]))].join('  ')}`.trimEnd()
  return [head, ...body]
    .map(line)
    .concat(notes.map((note) => `  ${note}`))
    .join('\n')
}
