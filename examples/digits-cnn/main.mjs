/** LeNet-5 reads handwritten digits better than a network without convolutions. Run with `npm run example digits-cnn`. */
import { manualSeed, nn, train } from 'grad128'
import { digitNet, digitOptimizer } from '../digits/model.mjs'
import { trainDigits as trainBaseline } from '../digits/train.mjs'
import { heading, print } from '../shared/print.mjs'
import { readDigits } from '../shared/read-digits.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { chooseDigits } from './choose-digits.mjs'
import { leNet } from './lenet.mjs'
import { about, options, shortcoming } from './settings.mjs'
import { showKernels, showLayers } from './show-layers.mjs'
import { showConfusion, showMistakes, showRuns } from './show-results.mjs'
import { trainDigits } from './train-digits.mjs'

const settings = readOptions(about, options)
const { epochs, shift, digit, seed } = settings
const digits = chooseDigits(await readDigits({ seed: 128 }), settings)
const unseen = digits.test.labels.length
const half = Math.ceil(epochs / 2)
const callbacks = [train.progressBar()]

heading(`Baseline: 784-128-10, all pixels alike, on ${digits.train.labels.length} digits`)
manualSeed(seed)
const dense = digitNet()
const baseline = await trainBaseline({
  model: dense,
  optimizer: digitOptimizer(dense),
  digits,
  epochs: half,
  callbacks,
})

heading('LeNet-5 on the same digits, with a learning rate that rises and falls:')
manualSeed(seed)
const still = leNet()
print(`${nn.summary(still, [1, 1, 28, 28])}\n`)
const unmoved = await trainDigits(still, { digits, epochs: half, shift: 0, callbacks })

heading(`LeNet-5 on digits that are moved by up to ${shift} pixels, anew in each epoch`)
manualSeed(seed)
const model = leNet()
const moved = await trainDigits(model, { digits, epochs, shift, callbacks })

heading(`${unseen} digits that none of them ever saw:`)
const best = { name: 'LeNet-5, digits moved', model, ...moved }
showRuns([{ name: '784-128-10', model: dense, ...baseline }, { name: 'LeNet-5', model: still, ...unmoved }, best])

heading('Which digit (row) the last one takes for which:')
showConfusion(best)

heading('Some that it takes for others (truth→read):')
showMistakes(best, digits.test)

heading('What its first layer learnt to look for, 6 kernels of 5 × 5:')
showKernels(model)

const position = digit % unseen
const pixels = digits.test.images.subarray(position * 784, (position + 1) * 784)
showLayers(model, pixels, digits.test.labels[position])

const missing = shortcoming({ ...settings, accuracy: moved.evaluation.metrics.accuracy })
if (missing !== undefined) {
  console.error(missing)
  process.exitCode = 1
}
