import { manualSeed, nn, type Tensor } from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { leaf } from './values.js'

const F = nn.functional
const image = () => leaf([2, 2, 5, 7])
const line = () => leaf([2, 3, 9])
const positive = (shape: number[]) => leaf(shape, 0.25, 2)

/** The same seed before each call, and with it the same mask. */
const seeded = (fn: (x: Tensor) => Tensor) => (x: Tensor) => {
  manualSeed(3)
  return fn(x)
}

/** Samples for the functions that work on images and signals: pooling, other sizes, channels left out. */
export const imageSamples: Record<string, Sample[]> = {
  adaptiveAvgPool1d: [1, 4, 9, 12, null].map((size) => sample((x) => F.adaptiveAvgPool1d(x, size), line())),
  adaptiveAvgPool2d: [1, [2, 3], [null, 4], [6, 9]].map((size) => sample((x) => F.adaptiveAvgPool2d(x, size), image())),
  adaptiveMaxPool1d: [1, 4, 12].map((size) => sample((x) => F.adaptiveMaxPool1d(x, size), line())),
  adaptiveMaxPool2d: [
    ...[1, [2, 3], [null, 4]].map((size) => sample((x) => F.adaptiveMaxPool2d(x, size), image())),
    sample((x) => F.adaptiveMaxPool2d(x, 2, { returnIndices: true })[0], image()),
  ],
  avgPool1d: [{}, { stride: 1, padding: 1 }, { stride: 2, padding: 1, ceilMode: true, countIncludePad: false }].map(
    (options) => sample((x) => F.avgPool1d(x, 3, options), line()),
  ),
  avgPool2d: [
    sample((x) => F.avgPool2d(x, 2), image()),
    sample((x) => F.avgPool2d(x, 2), leaf([1, 2, 5, 19])),
    sample((x) => F.avgPool2d(x, [2, 3], { stride: 1, padding: 1, countIncludePad: false }), image()),
    sample((x) => F.avgPool2d(x, 3, { stride: 2, ceilMode: true, divisorOverride: -4 }), image()),
    sample((x) => F.avgPool2d(x, 2), leaf([0, 2, 4, 4])),
  ],
  dropout1d: [
    sample(
      seeded((x) => F.dropout1d(x, { p: 0.4 })),
      line(),
    ),
    sample((x) => F.dropout1d(x, { training: false }).mul(x), leaf([3, 5])),
  ],
  dropout2d: [
    sample(
      seeded((x) => F.dropout2d(x, { p: 0.4 })),
      image(),
    ),
    sample((x) => F.dropout2d(x, { p: 1 }), leaf([1, 3, 2, 2])),
  ],
  interpolate: [
    sample((x) => F.interpolate(x, { size: 5 }), line()),
    sample((x) => F.interpolate(x, { scaleFactor: [2, 1.5] }), image()),
    sample((x) => F.interpolate(x, { size: [3, 11], mode: 'bilinear' }), image()),
    sample((x) => F.interpolate(x, { scaleFactor: 2, mode: 'bilinear', alignCorners: true }), image()),
    sample((x) => F.interpolate(x, { scaleFactor: 1.7, mode: 'linear' }), line()),
  ],
  lpPool1d: [
    sample((x) => F.lpPool1d(x, 2, 3, { stride: 2 }), line()),
    sample((x) => F.lpPool1d(x, 1.5, 2, { ceilMode: true }), positive([2, 9])),
  ],
  lpPool2d: [
    sample((x) => F.lpPool2d(x, 2, 2), image()),
    sample((x) => F.lpPool2d(x, 3, [2, 3], { stride: 1 }), positive([2, 4, 5])),
  ],
  maxPool1d: [
    sample((x) => F.maxPool1d(x, 2), line()),
    sample((x) => F.maxPool1d(x, 3, { stride: 1, padding: 1, dilation: 2 }), line()),
  ],
  maxPool2d: [
    sample((x) => F.maxPool2d(x, 2), image()),
    sample((x) => F.maxPool2d(x, 2), leaf([1, 2, 5, 19])),
    sample((x) => F.maxPool2d(x, 3, { stride: 1, padding: 1 }), leaf([1, 2, 6, 11])),
    sample((x) => F.maxPool2d(x, [2, 3], { stride: 2, ceilMode: true, returnIndices: true })[0], image()),
  ],
  pixelShuffle: [sample((x) => F.pixelShuffle(x, 2), leaf([1, 8, 2, 3]))],
  pixelUnshuffle: [sample((x) => F.pixelUnshuffle(x, 3), leaf([2, 1, 3, 6]))],
}
