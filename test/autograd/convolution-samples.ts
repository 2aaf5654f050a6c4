import { nn } from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { leaf } from './values.js'

const F = nn.functional

/** Convolutions, with gradients for input, weight and bias. */
export const convolutionSamples: Record<string, Sample[]> = {
  conv1d: [
    sample((x, w, b) => F.conv1d(x, w, b), leaf([2, 3, 9]), leaf([4, 3, 3]), leaf([4])),
    sample((x, w) => F.conv1d(x, w, undefined, { stride: 2, padding: 3, groups: 2 }), leaf([4, 8]), leaf([6, 2, 4])),
    sample((x, w) => F.conv1d(x, w, undefined, { padding: 'same', dilation: 3 }), leaf([1, 1, 7]), leaf([2, 1, 2])),
  ],
  conv2d: [
    sample((x, w, b) => F.conv2d(x, w, b), leaf([2, 3, 5, 6]), leaf([4, 3, 3, 2]), leaf([4])),
    sample((x, w, b) => F.conv2d(x, w, b, { padding: 'same' }), leaf([3, 5, 6]), leaf([5, 3, 4, 3]), leaf([5])),
    sample(
      (x, w, b) => F.conv2d(x, w, b, { stride: [2, 3], padding: [1, 2], dilation: [1, 2] }),
      leaf([1, 2, 6, 7]),
      leaf([3, 2, 3, 2]),
      leaf([3]),
    ),
    sample(
      (x, w, b) => F.conv2d(x, w, b, { groups: 3, padding: 1 }),
      leaf([2, 3, 4, 5]),
      leaf([6, 1, 3, 3]),
      leaf([6]),
    ),
    sample((x, w, b) => F.conv2d(x, w, b, { stride: 3 }), leaf([1, 2, 8, 7]), leaf([3, 2, 2, 2]), leaf([3])),
    sample((x, w, b) => F.conv2d(x, w, b), leaf([0, 2, 4, 4]), leaf([3, 2, 2, 2]), leaf([3])),
  ],
  convTranspose1d: [
    sample((x, w, b) => F.convTranspose1d(x, w, b), leaf([2, 3, 5]), leaf([3, 4, 3]), leaf([4])),
    sample(
      (x, w) => F.convTranspose1d(x, w, undefined, { stride: 3, padding: 1, outputPadding: 2, groups: 2 }),
      leaf([4, 4]),
      leaf([4, 3, 4]),
    ),
  ],
  convTranspose2d: [
    sample((x, w, b) => F.convTranspose2d(x, w, b), leaf([2, 3, 3, 4]), leaf([3, 4, 3, 2]), leaf([4])),
    sample(
      (x, w, b) => F.convTranspose2d(x, w, b, { stride: 2, padding: 1, outputPadding: 1, dilation: [2, 1] }),
      leaf([1, 2, 3, 4]),
      leaf([2, 3, 3, 3]),
      leaf([3]),
    ),
    sample((x, w, b) => F.convTranspose2d(x, w, b, { stride: 4 }), leaf([1, 2, 2, 3]), leaf([2, 1, 2, 2]), leaf([1])),
  ],
}
