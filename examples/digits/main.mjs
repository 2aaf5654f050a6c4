/**
 * Learns to read handwritten digits: 8,000 images to learn from, 2,000 to be tested on. Run with `npm run demo`.
 */
import { cpus } from 'node:os'
import { backendInfo, manualSeed, plot, train } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { readDigits } from '../shared/read-digits.mjs'
import { digitNet, digitOptimizer } from './model.mjs'
import { race } from './race.mjs'
import { mistakes, showDigits } from './show.mjs'
import { trainDigits } from './train.mjs'

const seed = 128
const leastAccuracy = 0.95
const epochs = 10
const thousands = new Intl.NumberFormat('en')

manualSeed(seed)
const digits = await readDigits({ seed })
const { labels } = digits.train
const { tier, version } = backendInfo()
console.log(`grad128 ${version} (${tier}) · Node ${process.versions.node} · ${cpus()[0]?.model.trim()}`)

heading(
  `${thousands.format(labels.length)} handwritten digits to learn from, ` +
    `${thousands.format(digits.test.labels.length)} others to be tested on:`,
)
const first = [0, 1, 2]
showDigits(
  digits.train.images,
  first,
  first.map((i) => String(labels[i])),
)

heading(`Training 784-128-10 with Adam, ${epochs} epochs in batches of 64:`)
const model = digitNet()
const { history, evaluation, predictions, confusion } = await trainDigits({
  model,
  optimizer: digitOptimizer(model),
  digits,
  epochs,
  callbacks: [train.progressBar()],
})
const { accuracy } = evaluation.metrics
const seconds = history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0)

heading('What it makes of digits that it never saw:')
print(`test accuracy  ${accuracy.toFixed(4)}`)
print(`training       ${thousands.format(Math.round((epochs * labels.length) / seconds))} samples/s\n`)
print(plot.terminal('confusionMatrix', confusion))

const wrong = mistakes(predictions.data(), digits.test.labels, 6)
heading(`${wrong.total} mistakes, among them (truth→read):`)
showDigits(digits.test.images, wrong.positions, wrong.captions)

heading('The same net, weights and batches in dense pure JavaScript, in turns:')
const { library, pure, ratio, difference, checked } = race(digits.train)
print(`same losses in ${checked} steps, to ${difference.toExponential(0)}\n`)
print(`grad128                ${library.toFixed(2).padStart(6)} ms a step`)
print(`dense pure JavaScript  ${pure.toFixed(2).padStart(6)} ms a step`)
print(`\non this machine grad128 is ${ratio.toFixed(1)} times faster than dense pure JavaScript\n`)

if (!(accuracy >= leastAccuracy)) {
  console.error(`The demo must reach a test accuracy of ${leastAccuracy}, but reached ${accuracy}.`)
  process.exitCode = 1
}
