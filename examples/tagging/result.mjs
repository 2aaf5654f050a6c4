import { accuracyOf, spanF1 } from './evaluate.mjs'

const leastAccuracy = 0.89

/**
 * The figures of one way of tagging, and its row in the table of results.
 *
 * @param {string} name
 * @param {readonly import('./read-corpus.mjs').Sentence[]} test
 * @param {readonly (readonly string[])[]} found
 * @param {ReadonlySet<string>} known words of the training part
 */
export function result(name, test, found, known) {
  const { accuracy, unseen } = accuracyOf(test, found, known)
  const f1 = spanF1(test, found)
  const figures = f1 === undefined ? [accuracy, unseen] : [accuracy, unseen, f1]
  return { accuracy, unseen, f1, cells: [name, ...figures.map((figure) => figure.toFixed(3))] }
}

/** What stands above such rows. @param {{ f1?: number | undefined }} result */
export function headOf({ f1 }) {
  return ['', 'accuracy', 'of unseen words', ...(f1 === undefined ? [] : ['F1 of spans'])]
}

/**
 * Whether the tagger, the second result, is as good as promised: 0.89 of the parts of speech of UD English EWT; better
 * than the baseline elsewhere (in spans, where there are any).
 *
 * @param {import('./read-corpus.mjs').Corpus['kind']} kind
 * @param {string} column
 * @param {readonly { accuracy: number, f1?: number | undefined }[]} results
 */
export function isPromiseKept(kind, column, [baseline, tagger]) {
  if (kind === 'treebank' && column === 'upos') {
    const text = `The example must reach an accuracy of ${leastAccuracy}, but reached ${tagger.accuracy}.`
    return { isKept: tagger.accuracy >= leastAccuracy, text }
  }
  const [usual, reached] = [baseline, tagger].map(({ f1, accuracy }) => f1 ?? accuracy)
  return {
    isKept: reached > usual || reached === 1,
    text: `The tagger must beat the baseline's ${usual}, but reached ${reached}.`,
  }
}
