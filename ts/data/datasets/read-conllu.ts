import { type FileSource, textOf } from './content.js'
import { type ConlluSentence, decodeConllu } from './decode-conllu.js'

/** See `data.readConllu`. */
export async function readConllu(source: FileSource): Promise<ConlluSentence[]> {
  const op = 'readConllu'
  const { text, name } = await textOf(op, source)
  return decodeConllu(op, text, name)
}
