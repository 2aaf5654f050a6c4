import { tensor } from 'grad128'
import { convolveImage, convolveSignal } from './convolve.mjs'
import { convolveImagesByLayer, convolveSignalByLayer, correlateImages, correlateSignal } from './convolve-by-layer.mjs'

/**
 * How far a layer's numbers are from those of the plain loop, at most.
 *
 * @typedef {{ name: string, flipped: number, unflipped: number }} Difference `flipped`: with the kernel turned round;
 *   `unflipped`: with the kernel as it is
 */

/**
 * @param {readonly number[]} signal
 * @param {Record<string, readonly number[]>} kernels
 * @returns {Difference[]} one for each kernel
 */
export function compareSignals(signal, kernels) {
  return Object.entries(kernels).map(([name, kernel]) => {
    const expected = convolveSignal(signal, kernel)
    return {
      name,
      flipped: largestDifference(convolveSignalByLayer(signal, kernel), expected),
      unflipped: largestDifference(correlateSignal(signal, kernel), expected),
    }
  })
}

/**
 * @param {readonly number[][]} image
 * @param {Record<string, readonly number[][]>} kernels
 * @returns {Difference[]} one for each kernel
 */
export function compareImages(image, kernels) {
  const x = tensor([[image]])
  return Object.entries(kernels).map(([name, kernel]) => {
    const expected = convolveImage(image, kernel).flatMap((row) => Array.from(row))
    const weight = tensor([[kernel]])
    return {
      name,
      flipped: largestDifference(convolveImagesByLayer(x, weight).data(), expected),
      unflipped: largestDifference(correlateImages(x, weight).data(), expected),
    }
  })
}

/** Numbers of 32 bits, about 1 in size, are exact to 6e-8; sums of two dozen of them to some ten times that. */
const tolerance = 1e-6

/** What is wrong with the differences, if anything is. @param {readonly Difference[]} differences */
export function disagreement(differences) {
  const wrong = differences.find(({ flipped }) => !(flipped <= tolerance))
  if (wrong === undefined) return undefined
  return `The layer must agree with the plain loop to ${tolerance}, but with '${wrong.name}' differs by ${wrong.flipped}.`
}

/** @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected */
function largestDifference(actual, expected) {
  return Array.from(actual).reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i])), 0)
}
