import type { FileSource } from './datasets/content.js'
import type { ReadTextOptions } from './datasets/read-lines.js'

/**
 * The lines of a text file, by its path or as bytes, compressed by gzip or not, without line ends (`\n` or `\r\n`) and
 * byte order mark. Empty lines stay; the end of the last line begins no other.
 *
 * @throws FormatError for bytes that are no text in the encoding, UnavailableError when the file cannot be read
 */
export async function readLines(source: FileSource, options?: ReadTextOptions): Promise<string[]> {
  return (await import('#datasets')).readLines(source, options)
}
