/**
 * Praise or blame? Sentences of film critics, by a bag of words and by LSTMs that read them in order.
 *
 *     npm run example sentiment
 */
import { manualSeed, plot, train } from 'grad128'
import { orExit } from '../shared/or-exit.mjs'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'
import { contestants } from './contestants.mjs'
import { judge } from './judge.mjs'
import { loadersOf } from './loaders.mjs'
import { about, options } from './options.mjs'
import { readReviews } from './read-reviews.mjs'
import { curvesOf, isPromiseKept, tableOf } from './result.mjs'
import { trainClassifier } from './train-classifier.mjs'

const sentences = [
  'a warm , funny and moving film .',
  'the plot is dull and the jokes are stale .',
  'it tries hard to be clever , but it is just boring .',
  'it could have been boring , but it is surprisingly good .',
  'not bad at all .',
]

const { epochs, seed } = readOptions(about, options)
const reviews = await orExit(() => readReviews({ seed }))
const loaders = loadersOf(reviews)

heading(`${reviews.train.length} sentences to learn from, such as`)
for (const { words, label } of reviews.train.slice(0, 4)) print(`${label === 1 ? '+' : '−'} ${words.join(' ')}`)

const results = []
for (const { name, isRecurrent, make, training } of contestants) {
  heading(`${name}:`)
  manualSeed(seed)
  const model = make(loaders.vocabulary.length)
  const most = isRecurrent ? epochs : 3 * epochs
  const callbacks = [train.progressBar()]
  results.push({
    name,
    isRecurrent,
    model,
    ...(await trainClassifier(model, loaders, { ...training, epochs: most, callbacks })),
  })
}

heading(`Accuracy on ${reviews.test.length} sentences that none of them saw:`)
const [head, ...rows] = tableOf(results)
print(table(head, rows))

const curves = curvesOf(results.filter(({ isRecurrent }) => isRecurrent))
heading('Accuracy on the validation part, epoch by epoch:')
print(plot.terminal('lines', curves.y, { x: curves.x, height: 12 }))
savePicture(
  'sentiment',
  plot.lines(curves.y, { x: curves.x, xLabel: 'epoch', yLabel: 'accuracy on the validation part' }),
)

const promise = isPromiseKept(results)
heading(`What the best one, ${promise.best.name}, makes of sentences (1 is praise):`)
const shares = judge(promise.best.model, loaders.vocabulary, sentences)
for (const [i, text] of sentences.entries()) print(`${shares[i].toFixed(2)}  ${text}`)

if (!promise.isKept) {
  console.error(`\n${promise.text}`)
  process.exitCode = 1
}
