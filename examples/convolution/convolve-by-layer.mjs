import { nn, tensor } from 'grad128'

/**
 * What `nn.Conv1d` computes, the cross-correlation Σ_j g(j)·f(i + j − ⌊m/2⌋): the kernel lies on the signal as it is.
 * Layers want a batch and channels, here one of each.
 *
 * @param {ArrayLike<number>} f
 * @param {ArrayLike<number>} g of odd length
 */
export function correlateSignal(f, g) {
  const [x, weight] = [f, g].map((numbers) => tensor(Array.from(numbers)).reshape([1, 1, -1]))
  return nn.functional.conv1d(x, weight, undefined, { padding: 'same' }).data()
}

/** The textbook's convolution: the same with the kernel turned round. @type {typeof correlateSignal} */
export function convolveSignalByLayer(f, g) {
  return correlateSignal(f, Array.from(g).reverse())
}

/**
 * What `nn.Conv2d` computes, for several kernels at once: each gives a map of its own.
 *
 * @param {import('grad128').Tensor} images [N, 1, H, W]
 * @param {import('grad128').Tensor} kernels [K, 1, m, n], m and n odd
 * @returns {import('grad128').Tensor} [N, K, H, W]
 */
export function correlateImages(images, kernels) {
  return nn.functional.conv2d(images, kernels, undefined, { padding: 'same' })
}

/** The textbook's convolution: the same with the kernels turned round. @type {typeof correlateImages} */
export function convolveImagesByLayer(images, kernels) {
  return correlateImages(images, kernels.flip([2, 3]))
}
