import { uniform } from './inputs.mjs'
import { fanIn, forwardOperations, parameterShapes, recurrentOperations } from './layers.mjs'

/**
 * A training step, from the plain arrays of a batch to its loss as a number and the updated parameters, which lie one after
 * the other in the order of their layers.
 *
 * @typedef {import('./layers.mjs').Layer} Layer
 * @typedef {object} TrainingRow
 * @property {string} name
 * @property {readonly number[]} sample the shape of one input
 * @property {readonly Layer[]} layers
 * @property {number} batchSize
 * @property {number} batches that take turns
 * @property {'crossEntropy' | 'mse'} loss of classes (int32) or of values
 * @property {import('./optimizer.mjs').OptimizerOptions} optimizer
 * @property {number} checkedSteps compared are the losses of the first so many steps
 */

/** Uniform in ±1/√fanIn, the distribution of torch.nn.Linear. @param {readonly Layer[]} layers @returns {Float32Array} */
export function initialParameters(layers) {
  let seed = 100
  return concatenate(
    layers.flatMap((layer) => {
      const bound = 1 / Math.sqrt(fanIn(layer))
      return parameterShapes(layer).map((shape) => uniform(product(shape), { seed: seed++, low: -bound, high: bound }))
    }),
  )
}

/**
 * Images of which a fifth of the pixels is lit, as with digits, and their classes.
 *
 * @param {TrainingRow} row whose last layer is linear
 */
export function imageInputs({ sample, layers, batchSize, batches }) {
  const { out: classes } = /** @type {import('./layers.mjs').Linear} */ (layers[layers.length - 1])
  const count = batches * batchSize
  const pixels = uniform(count * product(sample), { seed: 1, low: 0, high: 5 })
  return {
    x: pixels.map((value) => (value < 1 ? value : 0)),
    y: Int32Array.from({ length: count }, (_, i) => (i * 7) % classes),
    parameters: initialParameters(layers),
  }
}

/**
 * Cuts what lies one after the other into the parameters of a net.
 *
 * @param {readonly Layer[]} layers
 * @param {Float32Array} values
 * @returns {{ shape: number[], values: Float32Array }[]} views
 */
export function splitParameters(layers, values) {
  let start = 0
  return layers
    .flatMap((layer) => parameterShapes(layer))
    .map((shape) => {
      const end = start + product(shape)
      const part = { shape, values: values.subarray(start, end) }
      start = end
      return part
    })
}

/**
 * The batches, one after the other, cut into pairs of inputs and targets.
 *
 * @template {Float32Array | Int32Array} Targets
 * @param {TrainingRow} row
 * @param {{ x: Float32Array, y: Targets }} inputs
 */
export function splitBatches({ batches }, { x, y }) {
  /** @template {Float32Array | Int32Array} T @param {T} values @param {number} index @returns {T} */
  const part = (values, index) =>
    /** @type {T} */ (values.slice((index * values.length) / batches, ((index + 1) * values.length) / batches))
  return Array.from({ length: batches }, (_, i) => ({ x: part(x, i), y: part(y, i) }))
}

/**
 * Operations of one step: forward, the weights' gradient, and the inputs' gradient, which the first layer that has weights
 * has no need of.
 *
 * @param {TrainingRow} row
 */
export function trainingOperations({ layers, batchSize }) {
  const [first, ...others] = layers.filter((layer) => forwardOperations(layer) > 0)
  const operations = others.reduce((sum, layer) => sum + 3 * forwardOperations(layer), 0)
  return batchSize * (2 * forwardOperations(first) + recurrentOperations(first) + operations)
}

/** @param {readonly number[]} shape */
const product = (shape) => shape.reduce((size, length) => size * length, 1)

/** @param {readonly Float32Array[]} parts */
function concatenate(parts) {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}
