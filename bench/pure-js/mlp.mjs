import { mulberry32 } from './mulberry32.mjs'
import { multiplyTransposed } from './multiply-transposed.mjs'
import { optimizerUpdate } from './optimizer-update.mjs'
import { softmaxCrossEntropy } from './softmax-cross-entropy.mjs'
import { sumRows } from './sum-rows.mjs'
import { transpose } from './transpose.mjs'

/**
 * @typedef {{ weight: Float32Array, bias: Float32Array }} LayerWeights weight [out, in] and bias [out], as in torch.nn.Linear
 * @typedef {object} PureMlpOptions
 * @property {readonly number[]} sizes features of the input, of each hidden layer, and the number of classes
 * @property {number} batchSize the largest number of rows one step takes
 * @property {number} [seed] for the initial weights; 1 if omitted
 * @property {readonly LayerWeights[]} [weights] initial weights, copied; random as in torch.nn.Linear if omitted
 * @property {import('./optimizer-update.mjs').SgdOptions | import('./optimizer-update.mjs').AdamOptions} [optimizer]
 *   `{ name: 'sgd' }` if omitted
 */

/**
 * A multi-layer perceptron in JavaScript alone, written to be as fast as V8 runs it: the yardstick that grad128 is measured
 * against. Linear layers with ReLU between them, mean softmax cross-entropy, SGD or Adam. Parameters and optimiser state are
 * Float32Array; what the products read and write is Float64Array (multiply-transposed.mjs says why). Everything is
 * allocated in the constructor, nothing per step. About nine tenths of a step are the two products of the first layer.
 */
export class PureMlp {
  /** @param {PureMlpOptions} options */
  constructor({ sizes, batchSize, seed = 1, weights, optimizer = { name: 'sgd' } }) {
    if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
      throw new RangeError(`PureMlp: sizes must be two or more positive integers, but got [${sizes.join(', ')}].`)
    }
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new RangeError(`PureMlp: batchSize must be a positive integer, but got ${batchSize}.`)
    }
    this.sizes = [...sizes]
    this.batchSize = batchSize
    /** The parameters of each layer, updated in place by `step`. @type {LayerWeights[]} */
    this.weights = weights === undefined ? randomWeights(sizes, seed) : copyWeights(sizes, weights)
    this.layers = this.weights.map(({ weight, bias }) => layerBuffers(batchSize, weight, bias))
    /** The widened images; the outputs of each layer are in `layers`. */
    this.input = new Float64Array(batchSize * sizes[0])
    this.update = optimizerUpdate(
      optimizer,
      this.weights.flatMap(({ weight, bias }) => [weight.length, bias.length]),
    )
    this.stepCount = 0
  }

  /**
   * One training step: the loss before the update, mean over rows of −log softmax(logits)[label].
   *
   * @param {Float32Array} images at least [count, in]
   * @param {Int32Array} labels at least [count], each in [0, classes)
   * @param {number} count the number of rows, up to batchSize
   * @returns {number}
   */
  step(images, labels, count) {
    this.checkRows('step', images, count)
    if (count > this.batchSize || labels.length < count) {
      throw new RangeError(
        `PureMlp.step: count must be at most batchSize ${this.batchSize} and labels.length ${labels.length}, but got ${count}.`,
      )
    }
    const { layers, weights, sizes } = this
    this.forward(images, 0, count)
    const last = layers[layers.length - 1]
    const loss = softmaxCrossEntropy(last.output, labels, last.delta, count, sizes[layers.length])

    this.stepCount++
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index]
      const { weight, bias } = weights[index]
      const inputs = sizes[index]
      const outputs = sizes[index + 1]
      const input = index === 0 ? this.input : layers[index - 1].output
      if (index > 0) {
        // Before the update: the gradient passes through the weights that the forward pass used.
        const below = layers[index - 1]
        transpose(layer.wideWeight, layer.weightTransposed, outputs, inputs)
        multiplyTransposed(layer.delta, layer.weightTransposed, below.delta, count, inputs, outputs)
        maskRelu(below.delta, below.output, count * inputs)
      }
      transpose(layer.delta, layer.deltaTransposed, count, outputs)
      transpose(input, layer.inputTransposed, count, inputs)
      multiplyTransposed(layer.deltaTransposed, layer.inputTransposed, layer.weightGradient, outputs, inputs, count)
      sumRows(layer.deltaTransposed, layer.biasGradient, outputs, count)
      this.update(weight, layer.weightGradient, 2 * index, this.stepCount)
      this.update(bias, layer.biasGradient, 2 * index + 1, this.stepCount)
    }
    return loss
  }

  /**
   * The class of the largest logit of each row.
   *
   * @param {Float32Array} images at least [count, in]
   * @param {number} count the number of rows; may exceed batchSize
   * @returns {Int32Array} [count]
   */
  predict(images, count) {
    this.checkRows('predict', images, count)
    const classes = this.sizes[this.sizes.length - 1]
    const logits = this.layers[this.layers.length - 1].output
    const predictions = new Int32Array(count)
    for (let start = 0; start < count; start += this.batchSize) {
      const rows = Math.min(this.batchSize, count - start)
      this.forward(images, start, rows)
      for (let row = 0; row < rows; row++) {
        let best = 0
        for (let c = 1; c < classes; c++) if (logits[row * classes + c] > logits[row * classes + best]) best = c
        predictions[start + row] = best
      }
    }
    return predictions
  }

  /**
   * Fills the output of every layer for `count` rows from row `start` on.
   *
   * @param {Float32Array} images
   * @param {number} start
   * @param {number} count
   */
  forward(images, start, count) {
    const { layers, weights, sizes, input } = this
    widen(images, start * sizes[0], input, count * sizes[0])
    for (let index = 0; index < layers.length; index++) {
      const { output, wideWeight } = layers[index]
      const { weight, bias } = weights[index]
      wideWeight.set(weight)
      const source = index === 0 ? input : layers[index - 1].output
      multiplyTransposed(source, wideWeight, output, count, sizes[index + 1], sizes[index])
      const floor = index === layers.length - 1 ? Number.NEGATIVE_INFINITY : 0
      addBiasWithFloor(output, bias, floor, count)
    }
  }

  /**
   * @param {string} method
   * @param {Float32Array} images
   * @param {number} count
   */
  checkRows(method, images, count) {
    const needed = count * this.sizes[0]
    if (!Number.isInteger(count) || count < 1 || images.length < needed) {
      throw new RangeError(
        `PureMlp.${method}: needs count ≥ 1 rows of ${this.sizes[0]} values, but got count ${count} and ${images.length} values.`,
      )
    }
  }
}

/**
 * @param {number} batchSize
 * @param {Float32Array} weight
 * @param {Float32Array} bias
 */
function layerBuffers(batchSize, weight, bias) {
  const inputs = weight.length / bias.length
  return {
    wideWeight: new Float64Array(weight.length),
    weightTransposed: new Float64Array(weight.length),
    weightGradient: new Float64Array(weight.length),
    biasGradient: new Float64Array(bias.length),
    inputTransposed: new Float64Array(batchSize * inputs),
    output: new Float64Array(batchSize * bias.length),
    delta: new Float64Array(batchSize * bias.length),
    deltaTransposed: new Float64Array(batchSize * bias.length),
  }
}

/**
 * Uniform in ±1/√in for weight and bias, the distribution of torch.nn.Linear.
 *
 * @param {readonly number[]} sizes
 * @param {number} seed
 * @returns {LayerWeights[]}
 */
function randomWeights(sizes, seed) {
  const random = mulberry32(seed)
  return sizes.slice(1).map((outputs, index) => {
    const bound = 1 / Math.sqrt(sizes[index])
    const draw = () => (2 * random() - 1) * bound
    return {
      weight: new Float32Array(outputs * sizes[index]).map(draw),
      bias: new Float32Array(outputs).map(draw),
    }
  })
}

/**
 * @param {readonly number[]} sizes
 * @param {readonly LayerWeights[]} weights
 * @returns {LayerWeights[]}
 */
function copyWeights(sizes, weights) {
  if (weights.length !== sizes.length - 1) {
    throw new RangeError(`PureMlp: weights must hold ${sizes.length - 1} layers, but got ${weights.length}.`)
  }
  return weights.map(({ weight, bias }, index) => {
    const inputs = sizes[index]
    const outputs = sizes[index + 1]
    if (weight.length !== outputs * inputs || bias.length !== outputs) {
      throw new RangeError(
        `PureMlp: layer ${index} needs weight [${outputs}, ${inputs}] and bias [${outputs}], ` +
          `but got ${weight.length} and ${bias.length} values.`,
      )
    }
    return { weight: Float32Array.from(weight), bias: Float32Array.from(bias) }
  })
}

/**
 * @param {Float32Array} source
 * @param {number} start
 * @param {Float64Array} target
 * @param {number} length
 */
function widen(source, start, target, length) {
  for (let i = 0; i < length; i++) target[i] = source[start + i]
}

/**
 * Adds the bias to each row and applies the activation in the same pass: ReLU with floor 0, none with −∞.
 *
 * @param {Float64Array} output [count, out]
 * @param {Float32Array} bias [out]
 * @param {number} floor
 * @param {number} count
 */
function addBiasWithFloor(output, bias, floor, count) {
  const width = bias.length
  for (let row = 0; row < count; row++) {
    const start = row * width
    for (let j = 0; j < width; j++) {
      const value = output[start + j] + bias[j]
      output[start + j] = Math.max(value, floor)
    }
  }
}

/**
 * @param {Float64Array} delta
 * @param {Float64Array} output what ReLU gave
 * @param {number} length
 */
function maskRelu(delta, output, length) {
  for (let i = 0; i < length; i++) if (output[i] <= 0) delta[i] = 0
}
