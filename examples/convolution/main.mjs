/** Convolution, from the textbook's formula to the layers of a network. Run with `npm run example convolution`. */
import { manualSeed, plot } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { readDigits } from '../shared/read-digits.mjs'
import { readOptions } from '../shared/read-options.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'
import { compareImages, compareSignals, disagreement } from './compare.mjs'
import { convolveSignal } from './convolve.mjs'
import { correlateSignal } from './convolve-by-layer.mjs'
import { mapsPicture, mapsText, pooledPicture, pooledText } from './draw-maps.mjs'
import { slidePicture, slideText } from './draw-slide.mjs'
import { featureMaps } from './feature-maps.mjs'
import { imageKernels, signalKernels } from './kernels.mjs'
import { noisyPulse } from './noisy-pulse.mjs'
import { pickDigit, pictureAt } from './pick-digit.mjs'
import { race } from './race.mjs'
import { about, options } from './settings.mjs'
import { tellingPositions } from './slide.mjs'

const { digit, noise, seed } = readOptions(about, options)
manualSeed(seed)

const size = { width: 76, height: 11 }
const signal = noisyPulse(72, noise)
const smooth = Object.fromEntries(
  ['moving average', 'Gaussian'].map((name) => [name, convolveSignal(signal, signalKernels[name])]),
)
heading('(f ∗ g)(i) = Σ_j g(j)·f(i − j + ⌊m/2⌋) of a pulse with noise and a mean over 7:')
print(plot.terminal('lines', { signal, 'moving average': smooth['moving average'] }, size))

heading('The difference [1, 0, −1] finds where it rises (●) and falls.')
print('The layer does not turn the kernel round (○): this one changes its sign.\n')
const { difference } = signalKernels
const slopes = {
  convolution: convolveSignal(smooth.Gaussian, difference),
  'cross-correlation, which is nn.functional.conv1d': correlateSignal(smooth.Gaussian, difference),
}
print(plot.terminal('lines', slopes, size))
savePicture(
  'convolution-signal',
  plot.lines({ signal, ...smooth, difference: slopes.convolution }, { title: 'A pulse with noise, convolved' }),
)

const digits = (await readDigits({ seed: 128 })).test
const image = pickDigit(digits, Number(digit))
const sobel = imageKernels['Sobel x']
heading('On a picture the kernel slides along both axes. Sobel x at three places:')
const positions = tellingPositions(image, sobel)
print(positions.map((position) => `row ${position.y}, column ${position.x}\n${slideText(position)}`).join('\n\n'))
savePicture('convolution-slide', slidePicture(image, positions, 'Sobel x at three places'))

heading('What each kernel finds, after ReLU:')
const maps = featureMaps(image, imageKernels)
print(mapsText(maps))
savePicture('convolution-maps', mapsPicture(image, maps))

heading('Pooled to half the size, by the largest of 2 × 2 numbers, and by their mean:')
print(pooledText(maps, ['Sobel x', 'Sobel y', 'Laplacian', 'Gaussian']))
savePicture('convolution-pooled', pooledPicture(maps))

heading('Do the layers compute the same? Largest difference to the plain loops:')
const differences = [...compareSignals(signal, signalKernels), ...compareImages(image, imageKernels)]
print(
  table(
    ['kernel', 'turned round', 'as it is'],
    differences.map(({ name, flipped, unflipped }) => [
      name,
      ...[flipped, unflipped].map((difference) => Number(difference.toPrecision(1))),
    ]),
  ),
)
print(
  `\nWith the kernel turned round a layer computes the convolution; as it is, the
cross-correlation, and that is what the layers of all libraries do. Symmetric
kernels are the same either way. To a kernel that is learnt it does not
matter: it becomes what it would have been, turned round.`,
)

heading('And in what time, for 200 digits and the five kernels of 3 × 3?')
const pictures = Array.from({ length: 200 }, (_, i) => pictureAt(digits.images, i))
const { loop, layer, ratio } = race(
  pictures,
  Object.values(imageKernels).filter(({ length }) => length === 3),
)
print(`plain loops  ${loop.toFixed(1).padStart(6)} ms`)
print(`conv2d       ${layer.toFixed(1).padStart(6)} ms, ${ratio.toFixed(0)} times faster\n`)

const wrong = disagreement(differences)
if (wrong !== undefined) {
  console.error(wrong)
  process.exitCode = 1
}
