import { nn, plot, tensor } from 'grad128'
import { heading, print } from '../shared/print.mjs'
import { normalise } from '../shared/read-digits.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { enlarged, layerOutputs, mapsText } from './feature-maps.mjs'

/** The kernels of a network's first layer. @param {import('grad128').nn.Sequential} model */
export function showKernels(model) {
  const kernels = model[0].weight.squeeze(1)
  print(mapsText(enlarged(kernels, 2)))
  savePicture('digits-cnn-kernels', plot.images(kernels, { title: 'Kernels of the first layer' }))
}

/**
 * What a network makes of a digit, layer by layer.
 *
 * @param {import('grad128').nn.Sequential} model
 * @param {Float32Array} image [784]
 * @param {number} label
 */
export function showLayers(model, image, label) {
  const outputs = layerOutputs(model, tensor(normalise(image), { shape: [1, 1, 28, 28] }))
  for (const [i, { name, output }] of outputs.entries()) {
    // What comes out of a convolution is shown after its ReLU; behind the flattening there are no pictures.
    if (output.ndim !== 3 || name === 'Conv2d') continue
    heading(`A ${label} after layer ${i}, ${name}:`)
    print(mapsText(output))
    savePicture(`digits-cnn-layer-${i}`, plot.images(output, { title: `A ${label} after layer ${i}, ${name}` }))
  }
  const { values, indices } = nn.functional.softmax(outputs.at(-1).output, 0).topk(3)
  const shares = values.data()
  const guesses = Array.from(indices.data(), (guess, i) => `${guess} to ${(100 * shares[i]).toFixed(2)} %`)
  heading(`and in the end it reads: ${guesses.join(', ')}`)
}
