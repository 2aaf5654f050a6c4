/**
 * Learns to read handwritten digits: 8,000 images to learn from, 2,000 to be tested on. Run with `npm run demo`.
 */
import { availableParallelism, cpus } from 'node:os'
import { backendInfo, manualSeed, plot, train } from 'grad128'
import { digitNet, digitOptimizer } from './model.mjs'
import { race } from './race.mjs'
import { readDigits } from './read-digits.mjs'
import { heading, mistakes, showDigits } from './show.mjs'
import { trainDigits } from './train.mjs'

const seed = 128
const leastAccuracy = 0.95
const epochs = 20

manualSeed(seed)
const digits = await readDigits({ seed })
const { tier, version } = backendInfo()
console.log(`grad128 ${version} (${tier}) on Node ${process.versions.node}`)

heading(`${digits.train.labels.length} handwritten digits to learn from, ${digits.test.labels.length} to be tested on:`)
const first = [0, 1, 2, 3]
showDigits(
  digits.train.images,
  first,
  first.map((i) => `a ${digits.train.labels[i]}`),
)

const model = digitNet()
heading(`Training 784-128-10 with Adam:`)
const { history, evaluation, predictions, confusion } = await trainDigits({
  model,
  optimizer: digitOptimizer(model),
  digits,
  epochs,
  callbacks: [train.progressBar()],
})
const { accuracy } = evaluation.metrics
const seconds = history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0)
const speed = Math.round((epochs * digits.train.labels.length) / seconds)
heading(`It reads ${(100 * accuracy).toFixed(1)} % of the digits that it never saw. Learnt ${speed} digits a second.`)
console.log(plot.terminal('confusionMatrix', confusion))

const wrong = mistakes(predictions.data(), digits.test.labels, 4)
heading(`${wrong.total} mistakes, among them:`)
showDigits(digits.test.images, wrong.positions, wrong.captions)

heading('The same net, weights and batches with dense pure JavaScript, in turns:')
const { library, pure, ratio, difference } = race(digits.train)
console.log(`  grad128          ${library.toFixed(2).padStart(6)} ms a step`)
console.log(`  pure JavaScript  ${pure.toFixed(2).padStart(6)} ms a step`)
console.log(
  `  The losses agree to ${difference.toExponential(0)}. On this machine grad128 is ${ratio.toFixed(1)} times faster.`,
)
console.log(`  (${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, one of them used)\n`)

if (!(accuracy >= leastAccuracy)) {
  console.error(`Expected a test accuracy of at least ${leastAccuracy}, got ${accuracy}.`)
  process.exitCode = 1
}
