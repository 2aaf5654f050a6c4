import { tensor } from 'grad128'

const columns = 78

/**
 * A confusion matrix of few enough classes for a terminal: the most frequent ones, the others together as `other`.
 *
 * @param {import('grad128').Tensor} confusion
 * @param {readonly string[]} labels
 * @param {{ most?: number, labelLength?: number }} [options] `most` classes there shall be. Default: as many as 78 columns
 *   hold
 */
export function condensed(confusion, labels, { most, labelLength = 5 } = {}) {
  const rows = confusion.toArray()
  const sum = (/** @type {number[]} */ row) => row.reduce((a, b) => a + b, 0)
  const byFrequency = [...labels.keys()].sort((a, b) => sum(rows[b]) - sum(rows[a]))
  const widest = Math.max(labelLength, ...rows.flat().map((n) => String(n).length)) + 1
  const limit = most ?? Math.floor(columns / widest) - 1
  const kept = labels.length <= limit ? byFrequency : byFrequency.slice(0, limit - 1)
  const place = new Map(kept.map((label, i) => [label, i]))
  const classes = Math.min(labels.length, limit)
  const counts = new Int32Array(classes * classes)
  const placeOf = (label) => place.get(label) ?? classes - 1
  for (const [i, row] of rows.entries()) {
    for (const [j, n] of row.entries()) counts[placeOf(i) * classes + placeOf(j)] += n
  }
  const names = kept.map((label) => shortened(labels[label], labelLength))
  return {
    matrix: tensor(counts, { shape: [classes, classes] }),
    labels: classes > kept.length ? [...names, 'other'] : names,
  }
}

/** @param {string} text @param {number} length */
function shortened(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/**
 * The mistakes that were made most often, as rows: the truth, what it was taken for, how often.
 *
 * @param {import('grad128').Tensor} confusion
 * @param {readonly string[]} labels
 * @param {number} count
 * @returns {[string, string, number][]}
 */
export function commonMistakes(confusion, labels, count) {
  const cells = confusion
    .toArray()
    .flatMap((row, i) => row.flatMap((n, j) => (i !== j && n > 0 ? [{ i, j, n }] : [])))
    .sort((a, b) => b.n - a.n)
  return cells.slice(0, count).map(({ i, j, n }) => [labels[i], labels[j], n])
}

/**
 * A sentence with the tag of each word behind it; a wrong tag is marked, with the right one: `run/NOUN✗VERB`.
 *
 * @param {import('./read-corpus.mjs').Sentence} sentence
 * @param {readonly (string | null)[]} found
 * @param {number} [width] columns to break lines at
 */
export function taggedText({ words, tags }, found, width = columns) {
  const pieces = words.map((word, i) => {
    const isWrong = tags[i] !== null && tags[i] !== found[i]
    return isWrong ? `${word}/${found[i]}✗${tags[i]}` : `${word}/${found[i]}`
  })
  const lines = ['']
  for (const piece of pieces) {
    const line = lines[lines.length - 1]
    if (line !== '' && line.length + 1 + piece.length > width) lines.push(piece)
    else lines[lines.length - 1] = line === '' ? piece : `${line} ${piece}`
  }
  return lines.join('\n')
}
