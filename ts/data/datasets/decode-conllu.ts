import { FormatError } from '../../errors.js'
import { linesOf } from './read-lines.js'

/** A word of a sentence in CoNLL-U. What the file leaves open (`_`) is null, or an empty collection. */
export interface ConlluWord {
  /** Its position in the sentence, from 1 on. */
  readonly id: number
  readonly form: string
  readonly lemma: string | null
  /** Universal part of speech. */
  readonly upos: string | null
  /** Part of speech of the language's own set. */
  readonly xpos: string | null
  /** Morphological features by name. */
  readonly feats: Readonly<Record<string, string>>
  /** The id of the word on which it depends, 0 for the root. */
  readonly head: number | null
  /** Relation to the head. */
  readonly deprel: string | null
  /** Enhanced dependencies: heads, which may be empty nodes as 8.1, and relations. */
  readonly deps: readonly (readonly [head: string, relation: string])[]
  /** Annotations by name; what has no value gets ''. */
  readonly misc: Readonly<Record<string, string>>
}

/** A sentence: its words in order. */
export type ConlluSentence = readonly ConlluWord[]

const FIELDS = 10

/**
 * The sentences of a CoNLL-U file. Comments, multiword tokens (as 3-4) and empty nodes (as 8.1) are checked for their
 * form and left out: what remains are the words, which alone have a place in the tree.
 *
 * @throws FormatError naming file and line
 */
export function decodeConllu(op: string, text: string, name: string): ConlluSentence[] {
  const sentences: ConlluSentence[] = []
  let words: ConlluWord[] = []
  let begin = 1
  const broken = (line: number, expected: string, got: string): FormatError =>
    new FormatError(op, { expected: `${expected} in line ${line} of '${name}'`, got })

  function finish(): void {
    for (const [i, { head }] of words.entries()) {
      if (head === null || head <= words.length) continue
      const expected = `heads from 0 to ${words.length} in the sentence that begins`
      throw broken(begin, expected, `${head} for word ${i + 1}`)
    }
    if (words.length > 0) sentences.push(words)
    words = []
  }

  for (const [i, content] of linesOf(text).entries()) {
    const line = i + 1
    if (content.trim() === '') finish()
    if (content.trim() === '' || content.startsWith('#')) continue
    const fields = content.split('\t')
    if (fields.length !== FIELDS) throw broken(line, `${FIELDS} fields divided by tabs`, String(fields.length))
    const empty = fields.indexOf('')
    if (empty !== -1) throw broken(line, 'a value, or _ for none, in each field', `nothing in field ${empty + 1}`)
    const [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = fields as Line
    if (/^\d+-\d+$/.test(id) || /^\d+\.\d+$/.test(id)) continue
    if (words.length === 0) begin = line
    if (id !== String(words.length + 1)) throw broken(line, `the id ${words.length + 1}`, `'${id}'`)
    if (head !== '_' && !/^\d+$/.test(head)) throw broken(line, 'a whole number, or _, as the head', `'${head}'`)
    const pairs = deps === '_' ? [] : deps.split('|').map((entry) => /^(\d+(?:\.\d+)?):(.+)$/.exec(entry))
    if (pairs.includes(null)) throw broken(line, 'enhanced dependencies as head:relation', `'${deps}'`)
    words.push({
      id: words.length + 1,
      form,
      // An underscore is also a word, whose lemma it is.
      lemma: form === '_' ? lemma : orNull(lemma),
      upos: orNull(upos),
      xpos: orNull(xpos),
      feats: entriesOf(feats),
      head: head === '_' ? null : Number(head),
      deprel: orNull(deprel),
      deps: (pairs as RegExpExecArray[]).map(([, to, relation]) => [to as string, relation as string] as const),
      misc: entriesOf(misc),
    })
  }
  finish()
  return sentences
}

type Line = [string, string, string, string, string, string, string, string, string, string]

function orNull(field: string): string | null {
  return field === '_' ? null : field
}

/** `Case=Nom|Number=Sing` by name. */
function entriesOf(field: string): Record<string, string> {
  if (field === '_') return {}
  return Object.fromEntries(
    field.split('|').map((entry) => {
      const end = entry.indexOf('=')
      return end === -1 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)]
    }),
  )
}
