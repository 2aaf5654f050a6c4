/** A small residual network tells clothes apart, on Fashion-MNIST. Run with `npm run example fashion-cnn`. */
import { manualSeed, nn, train } from 'grad128'
import { orExit } from '../shared/or-exit.mjs'
import { heading, print } from '../shared/print.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { readFashion } from './read-fashion.mjs'
import { linearNet, residualNet } from './residual-net.mjs'
import { about, options, shortcoming } from './settings.mjs'
import { mistakenClothes, oneOfEach, showClothes } from './show-clothes.mjs'
import { shortNames, showConfusion, showRuns } from './show-results.mjs'
import { trainClassifier } from './train-classifier.mjs'

const settings = readOptions(about, options)
const { epochs, seed } = settings
const sets = await orExit(() => readFashion(settings))
const { classes } = sets
const callbacks = [train.progressBar()]

heading(`${sets.train.length} pictures to learn from, ${sets.validation.length} to watch, ${sets.test.length} to test`)
manualSeed(seed)
const linear = linearNet(classes.length)
print('Baseline: softmax regression, a weighted sum of the pixels for each class')
const baseline = await trainClassifier(linear, sets, { epochs, peak: 5e-3, callbacks })

heading('A residual network: convolutions, batch normalization, shortcuts')
manualSeed(seed)
const model = residualNet(classes.length)
print(`${nn.summary(model, [1, 1, 28, 28])}\n`)
const residual = await trainClassifier(model, sets, { epochs, peak: 1e-2, callbacks })

heading('How well do they know pictures that they did not learn from?')
const best = { name: 'residual network', ...residual }
showRuns([{ name: 'softmax regression', ...baseline }, best])

heading('Which class (row) the residual network takes for which:')
showConfusion(best, classes)

const { predictions, labels, accuracy } = residual
heading('What the classes look like:')
showClothes('fashion-cnn-classes', sets.test, oneOfEach(labels, classes), 'Fashion-MNIST')
const mistaken = mistakenClothes(predictions, labels, shortNames(classes), 12)
if (mistaken.length > 0) {
  heading('What the network still takes for something else (truth→guess):')
  showClothes('fashion-cnn-mistakes', sets.test, mistaken, 'Truth→guess')
}

const missing = shortcoming({ accuracy, baseline: baseline.accuracy, seen: epochs * sets.train.length })
if (missing !== undefined) {
  console.error(missing)
  process.exitCode = 1
}
