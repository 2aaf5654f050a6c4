import type { FileSource } from './datasets/content.js'
import type { Csv, ReadCsvOptions } from './datasets/read-csv.js'

/**
 * Reads comma-separated values (RFC 4180), by a path or as bytes, compressed by gzip or not, by columns: Float64Array of
 * numbers where all fields are decimal numbers, `nan`, `inf` or empty (NaN), else texts as they are. Empty lines are left
 * out. No torch equivalent; as pandas.read_csv.
 *
 * @throws FormatError naming file and line, for misplaced quotes, rows of another length, or what is no number;
 * UnavailableError when the file cannot be read
 */
export async function readCsv(source: FileSource, options?: ReadCsvOptions): Promise<Csv> {
  return (await import('#datasets')).readCsv(source, options)
}
