import { FormatError } from '../../errors.js'

/** A row of a file and the line with which it begins, from 1 on. */
export interface CsvRow {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * The rows of comma-separated values as RFC 4180 describes them: fields in quotes may hold delimiters, line ends and
 * doubled quotes. Lines end by \n or \r\n; empty lines are no rows.
 *
 * @throws FormatError for a quote that does not belong where it stands, naming file and line
 */
export function decodeCsv(op: string, text: string, name: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = []
  let line = 1
  let at = 0
  const broken = (expected: string, got: string, where = line): FormatError =>
    new FormatError(op, { expected: `${expected} in line ${where} of '${name}'`, got })

  /** The content of a field that begins with the quote at `at`. */
  function quoted(): string {
    const begin = line
    let content = ''
    for (let from = at + 1; ; from = at + 1) {
      at = text.indexOf('"', from)
      if (at === -1) throw broken('the end of the quoted field that begins', 'the end of the file', begin)
      const part = text.slice(from, at)
      content += part
      line += part.split('\n').length - 1
      at++
      if (text[at] !== '"') return content
      content += '"'
    }
  }

  const special = new RegExp(`[${delimiter.replace(/[\\\]^-]/, '\\$&')}"\\n]`, 'g')
  function plain(): string {
    special.lastIndex = at
    const end = special.exec(text)?.index ?? text.length
    const content = text.slice(at, end)
    at = end
    if (text[at] === '"') throw broken('quotes around the whole field, or none,', `${content}"`)
    return text[at] === '\n' || at === text.length ? content.replace(/\r$/, '') : content
  }

  while (at < text.length) {
    const begin = line
    const fields: string[] = []
    for (;;) {
      const isQuoted = text[at] === '"'
      fields.push(isQuoted ? quoted() : plain())
      if (isQuoted && text[at] === '\r' && text[at + 1] === '\n') at++
      if (text[at] === delimiter) at++
      else if (at === text.length || text[at] === '\n') {
        if (fields.length > 1 || fields[0] !== '' || isQuoted) rows.push({ line: begin, fields })
        break
      } else throw broken('a delimiter behind the quoted field', `'${text[at]}'`)
    }
    at++
    line++
  }
  return rows
}
