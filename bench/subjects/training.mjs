import { uniform } from './inputs.mjs'

/**
 * A training step, from the plain arrays of a batch to its loss as a number and the updated parameters. Layers are named
 * and built as in torch.nn, parameters lie one after the other in the order of their layers, weight [out, in] before bias.
 *
 * @typedef {{ type: 'Linear', in: number, out: number } | { type: 'ReLU' } | { type: 'Tanh' }} Layer
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

/**
 * What distinguishes the layers for the bench: the shapes of their parameters, how many inputs a unit has, and the
 * multiply-adds of one sample's forward pass.
 *
 * @type {Record<Layer['type'], { parameters: (layer: any) => number[][], fanIn: (layer: any) => number,
 *   multiplyAdds: (layer: any) => number }>}
 */
const layerKinds = {
  Linear: {
    parameters: ({ in: features, out }) => [[out, features], [out]],
    fanIn: ({ in: features }) => features,
    multiplyAdds: ({ in: features, out }) => features * out,
  },
  ReLU: { parameters: () => [], fanIn: () => 1, multiplyAdds: () => 0 },
  Tanh: { parameters: () => [], fanIn: () => 1, multiplyAdds: () => 0 },
}

/** Uniform in ±1/√fanIn, the distribution of torch.nn.Linear. @param {readonly Layer[]} layers @returns {Float32Array} */
export function initialParameters(layers) {
  let seed = 100
  return concatenate(
    layers.flatMap((layer) => {
      const { parameters, fanIn } = layerKinds[layer.type]
      const bound = 1 / Math.sqrt(fanIn(layer))
      return parameters(layer).map((shape) => uniform(product(shape), { seed: seed++, low: -bound, high: bound }))
    }),
  )
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
    .flatMap((layer) => layerKinds[layer.type].parameters(layer))
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
 * Operations of one step: forward, the weights' gradient, and the inputs' gradient, which the first layer has no need of.
 *
 * @param {TrainingRow} row
 */
export function trainingOperations({ layers, batchSize }) {
  const multiplyAdds = layers.map((layer) => layerKinds[layer.type].multiplyAdds(layer)).filter((count) => count > 0)
  return multiplyAdds.reduce((sum, count, i) => sum + 2 * batchSize * count * (i === 0 ? 2 : 3), 0)
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
