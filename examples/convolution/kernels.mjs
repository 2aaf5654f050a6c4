/** Kernels for signals, as the textbook writes them: (f ∗ g)(i) = Σ_j g(j)·f(i − j + ⌊m/2⌋). */
export const signalKernels = {
  /** The mean of seven neighbours. */
  'moving average': new Array(7).fill(1 / 7),
  /** A mean in which near neighbours count for more. */
  Gaussian: gaussian(4, 1.5),
  /** f(i + 1) − f(i − 1): the slope. Backwards it is its own opposite. */
  difference: [1, 0, -1],
}

/** Kernels for pictures, 3 × 3 except the Gaussian, as the textbook writes them: turned by half a circle they lie on the picture. */
export const imageKernels = {
  /** Brighter to the right: left edges of strokes. */
  'Sobel x': scaled(1 / 4, [1, 0, -1], [2, 0, -2], [1, 0, -1]),
  /** Brighter below: upper edges of strokes. */
  'Sobel y': scaled(1 / 4, [1, 2, 1], [0, 0, 0], [-1, -2, -1]),
  /** Brighter than what is around: edges from inside, whatever their direction. */
  Laplacian: scaled(1 / 4, [-1, -1, -1], [-1, 8, -1], [-1, -1, -1]),
  /** The mean of nine pixels. */
  box: scaled(1 / 9, [1, 1, 1], [1, 1, 1], [1, 1, 1]),
  /** A mean in which near pixels count for more. */
  Gaussian: gaussian(2, 1).map((y) => gaussian(2, 1).map((x) => x * y)),
  /** The pixel, and more of what sets it apart from its neighbours. */
  sharpen: scaled(1, [0, -1, 0], [-1, 5, -1], [0, -1, 0]),
}

/** The bell curve at −radius … radius, with the sum 1. @param {number} radius @param {number} deviation */
function gaussian(radius, deviation) {
  const curve = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-(((i - radius) / deviation) ** 2) / 2))
  const sum = curve.reduce((a, b) => a + b)
  return curve.map((value) => value / sum)
}

/** @param {number} factor @param {...number[]} rows */
function scaled(factor, ...rows) {
  return rows.map((row) => row.map((value) => value * factor))
}
