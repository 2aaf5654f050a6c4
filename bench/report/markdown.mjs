import { columnsOf } from './columns.mjs'
import { environmentLines } from './environment.mjs'

/**
 * A whole report as Markdown: the machine and the versions, then a table for each subject.
 *
 * @param {import('./environment.mjs').Report} report
 * @returns {string}
 */
export function markdown({ date, environment, sides, subjects }) {
  const machine = environmentLines(environment, sides).map((line) => `- ${line}`)
  const tables = subjects.map((subject) => `### ${subject.title}\n\n${markdownTable(columnsOf(subject, sides))}`)
  return `${[`Measured on ${date.slice(0, 10)}.`, machine.join('\n'), ...tables].join('\n\n')}\n`
}

/** @param {import('./columns.mjs').Columns} columns */
export function markdownTable({ head, body, notes }) {
  const line = (cells) => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = line(head.map((_, i) => (i === 0 ? '---' : '---:')))
  const table = [line(head), rule, ...body.map(line)].join('\n')
  // An asterisk in front would be a list.
  return notes.length === 0 ? table : `${table}\n\n${notes.map((note) => note.replace(/^\*/, '\\*')).join('<br>\n')}`
}

const begin = '<!-- figures: written by npm run bench -->'
const end = '<!-- end of figures -->'

/**
 * A document with the figures between its two marks replaced, or the figures alone where there is no such document.
 *
 * @param {string | undefined} document
 * @param {string} figures
 * @throws {Error} when the document has no marks: it would be lost
 */
export function withFigures(document, figures) {
  if (document === undefined) return figures
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from === -1 || to < from) {
    throw new Error(
      `The Markdown file exists and lacks the lines "${begin}" and "${end}" between which figures belong.`,
    )
  }
  return `${document.slice(0, from)}${begin}\n\n${figures}\n${document.slice(to)}`
}
