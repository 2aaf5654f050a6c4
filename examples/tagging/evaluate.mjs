import { tensor, train } from 'grad128'
import { isSpanTag } from './column.mjs'

/**
 * How many of the words whose tag is known were tagged rightly; `unseen` counts only words outside of `known`.
 *
 * @param {readonly import('./read-corpus.mjs').Sentence[]} sentences
 * @param {readonly (readonly string[])[]} found
 * @param {ReadonlySet<string>} known words of the training part in lower case
 */
export function accuracyOf(sentences, found, known) {
  const counts = { words: 0, right: 0, unseenWords: 0, unseenRight: 0 }
  for (const [s, { words, tags }] of sentences.entries()) {
    for (const [i, tag] of tags.entries()) {
      if (tag === null) continue
      const isRight = found[s][i] === tag
      const isUnseen = !known.has(words[i].toLowerCase())
      counts.words++
      if (isRight) counts.right++
      if (isUnseen) counts.unseenWords++
      if (isUnseen && isRight) counts.unseenRight++
    }
  }
  const { words, right, unseenWords, unseenRight } = counts
  return { accuracy: right / words, unseen: unseenRight / unseenWords, words, unseenWords }
}

/** The words of sentences in lower case. @param {readonly import('./read-corpus.mjs').Sentence[]} sentences */
export function wordsOf(sentences) {
  return new Set(sentences.flatMap(({ words }) => words.map((word) => word.toLowerCase())))
}

/**
 * How often each tag (row) was taken for each (column), an int32 tensor.
 *
 * @param {import('grad128').data.Vocabulary} vocabulary of tags
 * @param {readonly import('./read-corpus.mjs').Sentence[]} sentences
 * @param {readonly (readonly string[])[]} found
 */
export function confusionOf(vocabulary, sentences, found) {
  const ignoreIndex = -1
  const truth = sentences.flatMap(({ tags }) =>
    tags.map((tag) => (tag === null ? ignoreIndex : vocabulary.indexOf(tag))),
  )
  const numbers = tensor(vocabulary.encode(found.flat()))
  return train.confusionMatrix(numbers, tensor(Int32Array.from(truth)), vocabulary.length, { ignoreIndex })
}

/**
 * For tags of spans (B-PER, I-PER, …, O): the harmonic mean of precision and recall of whole spans, found with their
 * borders and their kind. Undefined for tags of another sort.
 *
 * @param {readonly import('./read-corpus.mjs').Sentence[]} sentences
 * @param {readonly (readonly string[])[]} found
 */
export function spanF1(sentences, found) {
  const truth = sentences.map(({ tags }) => tags.map((tag) => tag ?? 'O'))
  if (!truth.flat().every(isSpanTag) || truth.flat().every((tag) => tag === 'O')) return undefined
  let [right, wanted, given] = [0, 0, 0]
  for (const [s, tags] of truth.entries()) {
    const spans = new Set(spansOf(tags))
    const guesses = spansOf(found[s])
    wanted += spans.size
    given += guesses.length
    right += guesses.filter((span) => spans.has(span)).length
  }
  return (2 * right) / (wanted + given)
}

/** The spans of a sentence as `begin-end-kind`. A span begins at B, at S, or where the kind changes. @param {readonly string[]} tags */
export function spansOf(tags) {
  const spans = []
  /** @type {{ begin: number, kind: string } | undefined} */
  let open
  const close = (end) => {
    if (open !== undefined) spans.push(`${open.begin}-${end}-${open.kind}`)
    open = undefined
  }
  for (const [i, tag] of tags.entries()) {
    const [position, kind] = tag.split(/-(.*)/s)
    if (tag === 'O' || position === 'B' || position === 'S' || kind !== open?.kind) close(i)
    if (tag !== 'O') open ??= { begin: i, kind }
    if (position === 'E' || position === 'S') close(i + 1)
  }
  close(tags.length)
  return spans
}
