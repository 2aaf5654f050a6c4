import { fileURLToPath } from 'node:url'
import { data, UnavailableError } from 'grad128'
import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'
import { UsageError } from '../shared/read-options.mjs'
import { tagReader } from './column.mjs'

/** Sentences that were written for this example. */
const sampleFile = fileURLToPath(new URL('./sample.conllu', import.meta.url))

/**
 * @typedef {{ words: string[], tags: (string | null)[] }} Sentence a tag of null is not known and not counted
 * @typedef {{ name: string, kind: 'file' | 'sample' | 'treebank', notice?: string }} Source
 * @typedef {Source & { train: Sentence[], test: Sentence[] }} Corpus
 * @typedef {import('grad128').data.ConlluSentence[]} Treebank
 */

/**
 * Tagged sentences to train on and to be tested on: those of a CoNLL-U file, the sample that comes with this example, or,
 * when neither is asked for, UD English EWT; where that cannot be had, the sample, with a notice that says so.
 *
 * @param {{ data?: string, test?: string, sample?: boolean, column?: string, seed?: number }} options where there is no
 *   test part, a fifth of the sentences, drawn at random, is held out
 * @returns {Promise<Corpus>}
 * @throws {UsageError} for options that do not go together, and for a column that there is not or that holds no tags
 * @throws {import('grad128').Grad128Error} for a file that cannot be read
 */
export async function readCorpus({ data: file, test: testFile, sample = false, column = 'upos', seed = 1 }) {
  const tagOf = tagReader(column)
  if (testFile !== undefined && file === undefined) throw new UsageError('--test goes with --data FILE to learn from.')
  if (sample && file !== undefined) throw new UsageError('Either --sample or --data FILE, not both.')
  const { source, ...parts } =
    file !== undefined ? await own(file, testFile) : sample ? await small() : await treebank()
  const tagged = (/** @type {Treebank} */ sentences) =>
    sentences.map((words) => ({ words: words.map(({ form }) => form), tags: words.map(tagOf) }))
  const [train, test] =
    parts.test === undefined ? heldOut(tagged(parts.train), seed) : [tagged(parts.train), tagged(parts.test)]
  for (const [part, least] of /** @type {const} */ ([
    [train, 2],
    [test, 1],
  ])) {
    const count = new Set(part.flatMap(({ tags }) => tags.filter((tag) => tag !== null))).size
    if (count >= least) continue
    const what = part === train ? 'to learn from' : 'to be tested on'
    throw new UsageError(`The column '${column}' of ${source.name} has ${count} different tags ${what}: too few.`)
  }
  return { ...source, train, test }
}

/** @param {string} file @param {string | undefined} testFile @returns {Promise<{ source: Source, train: Treebank, test?: Treebank }>} */
async function own(file, testFile) {
  const train = await data.readConllu(file)
  const test = testFile === undefined ? undefined : await data.readConllu(testFile)
  return { source: { name: file, kind: 'file' }, train, test }
}

/** @param {string} [notice] @returns {Promise<{ source: Source, train: Treebank, test?: Treebank }>} */
async function small(notice) {
  const source = /** @type {const} */ ({ name: 'the sample', kind: 'sample', notice })
  return { source, train: await data.readConllu(sampleFile) }
}

/** @returns {Promise<{ source: Source, train: Treebank, test?: Treebank }>} */
async function treebank() {
  try {
    const { dev, test } = await data.datasets.udEnglishEwt()
    return { source: { name: 'UD English EWT', kind: 'treebank' }, train: dev, test }
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error
    return small(`${error.message}\n\nSo this goes on with the small sample that comes with this example.`)
  }
}

/** Four fifths and one fifth, drawn at random. @param {Sentence[]} all @param {number} seed @returns {Sentence[][]} */
function heldOut(all, seed) {
  const random = mulberry32(seed)
  const drawn = all.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key)
  const count = Math.ceil(all.length / 5)
  return [drawn.slice(count), drawn.slice(0, count)].map((part) => part.map(({ one }) => one))
}
