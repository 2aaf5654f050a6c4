/**
 * Reads a text and writes another one: days in many spellings into ISO form, or numbers in words into digits.
 *
 *     npm run example translate
 *     npm run example translate -- --text "the 5th of March 2021"
 *     npm run example translate -- --task numbers
 */
import { manualSeed, plot, train } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'
import { nearest } from './nearest.mjs'
import { about, options } from './options.mjs'
import { isPromiseKept, mistakesOf, shareOf } from './result.mjs'
import { makePairs, tasks } from './task.mjs'
import { trainTranslator } from './train-translator.mjs'
import { exactMatch, translate } from './translate.mjs'

const { task: name, text, epochs, seed } = readOptions(about, options)
manualSeed(seed)
const task = tasks[name]
const pairs = makePairs(task.pair, { count: task.count, held: 500, seed })

heading(`${task.title}: ${pairs.train.length} pairs to learn from, such as`)
print(table(['source', 'target'], pairs.train.slice(0, 6)))

heading(`An encoder and a decoder, GRUs of 128 units, ${epochs} epochs:`)
const { translator, growth } = await trainTranslator(pairs, { epochs, callbacks: [train.progressBar()] })

heading(`${pairs.test.length} sources that it never saw, translated without any mistake:`)
const { found, share } = exactMatch(translator, pairs.test)
const usual = shareOf(pairs.test, nearest(pairs.train))
print(
  table(
    ['', 'exact match'],
    [
      ['most similar source known', usual.toFixed(3)],
      ['encoder and decoder', share.toFixed(3)],
    ],
  ),
)

heading('How the share grew (on the validation part), epoch by epoch:')
const curve = { x: growth.map((_, epoch) => epoch + 1), labels: ['exact match'] }
print(plot.terminal('lines', [growth], { ...curve, height: 12 }))
savePicture(`translate-${name}`, plot.lines([growth], { ...curve, xLabel: 'epoch', yLabel: 'exact match' }))

heading('Some translations:')
print(
  table(
    ['source', 'translation'],
    pairs.test.slice(0, 10).map(([source], i) => [source, found[i]]),
  ),
)

const mistakes = mistakesOf(pairs.test, found)
heading(`Mistakes: ${mistakes.length} of ${pairs.test.length}`)
if (mistakes.length > 0) print(table(['source', 'target', 'translation'], mistakes.slice(0, 8)))

if (text !== undefined) heading(`${text} → ${translate(translator, [text])[0]}`)

const promise = isPromiseKept(task.least, share)
if (!promise.isKept) {
  console.error(`\n${promise.text}`)
  process.exitCode = 1
}
