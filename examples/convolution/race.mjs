import { tensor } from 'grad128'
import { convolveImage } from './convolve.mjs'
import { convolveImagesByLayer } from './convolve-by-layer.mjs'

/**
 * Milliseconds that the plain loop and the layer take for the same kernels over the same pictures, the shortest of some
 * turns.
 *
 * @param {readonly number[][][]} images
 * @param {readonly number[][][]} kernels of one size
 * @param {number} [turns]
 */
export function race(images, kernels, turns = 5) {
  const [x, weight] = [tensor(images.map((image) => [image])), tensor(kernels.map((kernel) => [kernel]))]
  const sides = [
    () => images.map((image) => kernels.map((kernel) => convolveImage(image, kernel))),
    () => convolveImagesByLayer(x, weight).data(),
  ]
  const times = sides.map(() => Number.POSITIVE_INFINITY)
  for (let turn = 0; turn < turns; turn++) {
    for (const [side, run] of sides.entries()) {
      const start = performance.now()
      run()
      times[side] = Math.min(times[side], performance.now() - start)
    }
  }
  const [loop, layer] = times
  return { loop, layer, ratio: loop / layer }
}
