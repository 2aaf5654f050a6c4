/** A network that learns to write, a character at a time. Run with `npm run example char-rnn`. */
import { manualSeed, plot } from 'grad128'
import { orExit } from '../shared/or-exit.mjs'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'
import { wrap } from '../shared/wrap.mjs'
import { countsWriter, generate, networkWriter } from './generate.mjs'
import { load } from './load.mjs'
import { CharModel } from './model.mjs'
import { NGram } from './n-gram.mjs'
import { shortcoming } from './promise.mjs'
import { about, options, temperaturesOf } from './settings.mjs'
import { trainModel } from './train.mjs'

const { data: text, steps, temperature, length, prompt, seed } = readOptions(about, options)
const began = performance.now()
manualSeed(seed)

const { corpus, beginning } = await orExit(() => load({ data: text, prompt }))
const { vocabulary, train, heldOut } = corpus
heading(`${text}: ${train.length} characters to learn from, and the last ${heldOut.length}, for tests:`)
print(wrap(vocabulary.decode(heldOut.subarray(0, 320)).join('')))

heading('Baseline: what followed the last character, or two, in the text to learn from')
const counts = [1, 2, 3].map((order) => new NGram(train, vocabulary.length, order))
const baselines = counts.map((one) => one.natsPerCharacter(heldOut))
const perplexity = (nats) => Math.exp(nats).toFixed(2)
const figures = (nats) => [nats.toFixed(3), perplexity(nats)]
print(
  table(
    ['', 'nats a character', 'perplexity'],
    [
      [`all ${vocabulary.length} alike`, ...figures(Math.log(vocabulary.length))],
      ...baselines.map((nats, i) => [`${i + 1}-gram`, ...figures(nats)]),
    ],
  ),
)

heading('An LSTM that carries on what it has read, on the text held out:')
const model = new CharModel(vocabulary.length)
const milestones = []
print(['steps', 'seconds', 'nats a character', 'perplexity'].join('  '))
for await (const milestone of trainModel(model, corpus, { steps })) {
  const { step, seconds, nats } = milestone
  milestones.push(milestone)
  const cells = [`${step}`.padStart(5), seconds.toFixed(0).padStart(7), nats.toFixed(3).padStart(16)]
  print([...cells, perplexity(nats).padStart(10)].join('  '))
}
const { nats } = milestones.at(-1)
const [x, network] = [milestones.map(({ step }) => step), milestones.map(({ nats }) => Math.exp(nats))]
const curves = { 'LSTM 128': network, '3-gram': x.map(() => Math.exp(baselines[2])) }
console.log()
print(plot.terminal('lines', curves, { x, width: 76, height: 12 }))
const axes = { title: `Perplexity on the last 10 % of ${text}`, xLabel: 'step', yLabel: 'perplexity' }
savePicture('char-rnn', plot.lines(curves, { x, ...axes }))

/** @param {string} caption @param {import('./generate.mjs').Next} writer @param {number} temperature */
function show(caption, writer, temperature) {
  heading(`${caption}, temperature ${temperature}:`)
  print(
    wrap(
      vocabulary
        .decode(generate(writer, beginning, { length, temperature }))
        .join('')
        .trimStart(),
    ),
  )
}
for (const one of temperaturesOf(temperature)) show('The LSTM writes', networkWriter(model), one)
show('The 3-gram writes', countsWriter(counts[2]), 1)

heading(`perplexity ${perplexity(nats)}, of the 3-gram ${perplexity(baselines[2])}`)
print(
  `${nats.toFixed(3)} nats a character after ${steps} steps; ${((performance.now() - began) / 1000).toFixed(0)} s in all`,
)
const missing = shortcoming({ text, steps, nats, baseline: baselines[2] })
if (missing !== undefined) {
  console.error(missing)
  process.exitCode = 1
}
