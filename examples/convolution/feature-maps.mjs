import { nn, tensor } from 'grad128'
import { convolveImagesByLayer } from './convolve-by-layer.mjs'

/**
 * What each kernel finds in a picture, and the same at half the size.
 *
 * @param {readonly number[][]} image
 * @param {Record<string, readonly number[][]>} kernels
 * @returns {{ name: string, map: import('grad128').Tensor, largest: import('grad128').Tensor, mean: import('grad128').Tensor }[]}
 *   `map` [H, W] of the convolution after ReLU; `largest` and `mean` [H/2, W/2] of each 2 × 2 of its numbers
 */
export function featureMaps(image, kernels) {
  return Object.entries(kernels).map(([name, kernel]) => {
    const map = nn.functional.relu(convolveImagesByLayer(tensor([[image]]), tensor([[kernel]])))
    const [largest, mean] = [nn.functional.maxPool2d(map, 2), nn.functional.avgPool2d(map, 2)]
    const [whole, half] = [map.shape.slice(2), largest.shape.slice(2)]
    return { name, map: map.reshape(whole), largest: largest.reshape(half), mean: mean.reshape(half) }
  })
}
