import type { FileSource } from './datasets/content.js'
import type { ConlluSentence } from './datasets/decode-conllu.js'

/**
 * Reads sentences in CoNLL-U, by a path or as bytes, compressed by gzip or not: an array of words for each sentence.
 * Multiword tokens (as 3-4, `don't`) are left out in favour of their words, which follow them in the file; so are empty
 * nodes (as 8.1) and comments. No torch equivalent. Format: universaldependencies.org/format.html.
 *
 * @throws FormatError naming file and line, UnavailableError when the file cannot be read
 */
export async function readConllu(source: FileSource): Promise<ConlluSentence[]> {
  return (await import('#datasets')).readConllu(source)
}
