import { FormatError, ValueError } from '../../errors.js'
import { nameOf, oneOf, withDefaults } from '../../options.js'
import { type FileSource, textOf } from './content.js'
import { type CsvRow, decodeCsv } from './decode-csv.js'
import type { ReadTextOptions } from './read-lines.js'

export type ColumnType = 'number' | 'string'

export interface ReadCsvOptions extends ReadTextOptions {
  /** Whether the first row are the names of the columns; without one they are `0`, `1` …. Default true. */
  header?: boolean | undefined
  /** What stands between fields, one character. Default a comma. */
  delimiter?: string | undefined
  /** Types of columns by name. By default a column is of numbers if all of its fields are numbers or empty. */
  types?: Readonly<Record<string, ColumnType>> | undefined
}

/** A table by columns. */
export interface Csv {
  /** Names of the columns, in the file's order. */
  readonly names: readonly string[]
  /** Number of rows, the header not counted. */
  readonly length: number
  /** By name, numbers (NaN for an empty field) or texts. `tensor(columns.age)` is real. */
  readonly columns: Readonly<Record<string, Float64Array<ArrayBuffer> | string[]>>
}

const number = /^[ \t]*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)[ \t]*$/i

/** See `data.readCsv`. */
export async function readCsv(source: FileSource, options?: ReadCsvOptions): Promise<Csv> {
  const op = 'readCsv'
  const { header, delimiter, types, encoding } = withDefaults(op, options, {
    header: true,
    delimiter: ',',
    types: {} as Readonly<Record<string, ColumnType>>,
    encoding: 'utf-8',
  })
  if (typeof delimiter !== 'string' || !/^[^"\r\n]$/.test(delimiter)) {
    throw new ValueError(op, {
      expected: 'a delimiter of one character, no quote, no line end',
      got: nameOf(delimiter),
    })
  }
  const { text, name } = await textOf(op, source, encoding)
  const rows = decodeCsv(op, text, name, delimiter)
  const names = namesOf(op, rows, header, name)
  const body = header ? rows.slice(1) : rows
  for (const { line, fields } of body) {
    if (fields.length === names.length) continue
    throw new FormatError(op, {
      expected: `${names.length} fields in line ${line} of '${name}', as many as in the first row`,
      got: String(fields.length),
    })
  }
  for (const [key, type] of Object.entries(types)) {
    oneOf(op, `types.${key}`, type, ['number', 'string'])
    if (names.includes(key)) continue
    throw new ValueError(op, { expected: `types of the columns ${names.map(nameOf).join(', ')}`, got: nameOf(key) })
  }
  const columns = Object.fromEntries(
    names.map((column, c) => {
      const wanted = types[column]
      if (wanted === 'number' || (wanted === undefined && isNumeric(body, c))) {
        return [column, Float64Array.from(body, (row) => toNumber(op, row, c, column, name))]
      }
      return [column, body.map(({ fields }) => fields[c] as string)]
    }),
  )
  return { names, length: body.length, columns }
}

function namesOf(op: string, rows: readonly CsvRow[], header: boolean, name: string): readonly string[] {
  const [first] = rows
  if (first === undefined) {
    if (!header) return []
    throw new FormatError(op, { expected: `'${name}' to have a row of names`, got: 'no row at all' })
  }
  if (!header) return first.fields.map((_, c) => String(c))
  const repeated = first.fields.find((field, c) => first.fields.indexOf(field) !== c)
  if (repeated === undefined) return first.fields
  throw new FormatError(op, { expected: `names that differ in line 1 of '${name}'`, got: `${nameOf(repeated)} twice` })
}

/** Whether there are numbers, and nothing else but empty fields. */
function isNumeric(rows: readonly CsvRow[], c: number): boolean {
  let found = false
  for (const { fields } of rows) {
    const field = fields[c] as string
    if (field === '') continue
    if (!number.test(field)) return false
    found = true
  }
  return found
}

function toNumber(op: string, { line, fields }: CsvRow, c: number, column: string, name: string): number {
  const field = fields[c] as string
  if (field === '') return Number.NaN
  if (!number.test(field)) {
    throw new FormatError(op, { expected: `a number for '${column}' in line ${line} of '${name}'`, got: nameOf(field) })
  }
  const word = /^\s*([+-]?)(inf|nan)/i.exec(field)
  if (word === null) return Number(field)
  return word[2]?.toLowerCase() === 'nan' ? Number.NaN : word[1] === '-' ? -Infinity : Infinity
}
