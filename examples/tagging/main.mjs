/**
 * Tags words: their parts of speech, or whatever a column of a CoNLL-U file holds, such as the names in a text.
 *
 *     npm run example tagging
 *     npm run example tagging -- --data train.conllu --test test.conllu --column misc
 */
import { manualSeed, plot, train } from 'grad128'
import { orExit } from '../shared/or-exit.mjs'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'
import { confusionOf, wordsOf } from './evaluate.mjs'
import { mostFrequentTag } from './most-frequent-tag.mjs'
import { about, options } from './options.mjs'
import { readCorpus } from './read-corpus.mjs'
import { headOf, isPromiseKept, result } from './result.mjs'
import { commonMistakes, condensed, taggedText } from './show.mjs'
import { settingsFor, tagSentences, trainTagger } from './train-tagger.mjs'

const { seed, column, epochs: wanted, ...source } = readOptions(about, options)
manualSeed(seed)
const corpus = await orExit(() => readCorpus({ ...source, column, seed }))
if (corpus.notice !== undefined) print(corpus.notice)

heading(`Tags '${column}' of ${corpus.name}: ${corpus.train.length} sentences to learn from, as`)
for (const sentence of corpus.train.slice(0, 2)) print(taggedText(sentence, sentence.tags))

const epochs = wanted ?? settingsFor(corpus.train.length).epochs
heading(`A bidirectional LSTM on words, suffixes and shapes, ${epochs} epochs:`)
const callbacks = [train.progressBar({ every: Math.ceil(epochs / 12) })]
const trained = await trainTagger(corpus, { epochs, callbacks })

heading(`${corpus.test.length} sentences that it never saw, beside each word's most frequent tag:`)
const sentences = corpus.test.map(({ words }) => words)
const found = tagSentences(trained, sentences)
const known = wordsOf(corpus.train)
const baseline = result('most frequent tag', corpus.test, sentences.map(mostFrequentTag(corpus.train)), known)
const tagger = result('bidirectional LSTM', corpus.test, found, known)
print(table(headOf(tagger), [baseline.cells, tagger.cells]))

heading('Rows are true tags, columns those that were found:')
const tags = trained.encoder.tags.tokens
const confusion = confusionOf(trained.encoder.tags, corpus.test, found)
const [small, large] = [condensed(confusion, tags), condensed(confusion, tags, { most: 40, labelLength: 16 })]
print(plot.terminal('confusionMatrix', small.matrix, { labels: small.labels }))
savePicture(`tagging-${column.replace(':', '-')}`, plot.confusionMatrix(large.matrix, { labels: large.labels }))

heading('The most common mistakes:')
print(table(['truth', 'found', 'times'], commonMistakes(confusion, tags, 6)))

heading('Some of the sentences; where a tag is wrong, the right one stands behind ✗:')
for (const [i, sentence] of corpus.test.slice(0, 6).entries()) print(taggedText(sentence, found[i]))

const promise = isPromiseKept(corpus.kind, column, [baseline, tagger])
if (!promise.isKept) {
  console.error(`\n${promise.text}`)
  process.exitCode = 1
}
