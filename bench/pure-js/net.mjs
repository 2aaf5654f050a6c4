import { splitParameters } from '../subjects/training.mjs'
import { makeLayer } from './layers/index.mjs'
import { optimizerUpdate } from './optimizer-update.mjs'
import { softmaxCrossEntropy } from './softmax-cross-entropy.mjs'

/**
 * Layers one after the other, trained by softmax cross-entropy, in JavaScript alone. PureMlp does less, and does it without
 * passing by memory for bias and ReLU.
 */
export class PureNet {
  /**
   * @param {{ layers: readonly import('../subjects/layers.mjs').Layer[], sample: readonly number[], batchSize: number,
   *   parameters: Float32Array, optimizer?: import('./optimizer-update.mjs').SgdOptions |
   *   import('./optimizer-update.mjs').AdamOptions }} options initial parameters, one after the other, are copied
   */
  constructor({ layers, sample, batchSize, parameters, optimizer = { name: 'sgd' } }) {
    const rest = splitParameters(layers, parameters.slice()).map(({ values }) => values)
    const counts = layers.map((layer) => splitParameters([layer], parameters).length)
    /** @type {readonly number[]} */
    let shape = [batchSize, ...sample]
    this.input = new Float64Array(shape.reduce((count, size) => count * size, 1))
    this.layers = layers.map((layer, i) => {
      const made = makeLayer(layer, shape, rest.splice(0, counts[i]))
      shape = made.shape
      return made
    })
    const [rows, classes] = shape
    this.rows = rows
    this.classes = classes
    this.delta = new Float64Array(rows * classes)
    this.parameters = this.layers.flatMap((layer) => layer.parameters)
    this.gradients = this.layers.flatMap((layer) => layer.gradients)
    this.update = optimizerUpdate(
      optimizer,
      this.parameters.map(({ length }) => length),
    )
    this.stepCount = 0
  }

  /** The last layer's output. @param {Float32Array} x [batchSize, ...sample] @returns {Float64Array} */
  forward(x) {
    this.input.set(x)
    return this.layers.reduce((value, layer) => layer.forward(value), this.input)
  }

  /**
   * One training step: the loss before the update, mean over rows of −log softmax(logits)[label].
   *
   * @param {Float32Array} x [batchSize, ...sample]
   * @param {Int32Array} labels one a row of the last layer's output
   * @returns {number}
   */
  step(x, labels) {
    const { layers, rows, classes, delta, parameters, gradients } = this
    const logits = this.forward(x)
    const loss = softmaxCrossEntropy(logits, labels, delta, rows, classes)
    let dy = delta
    for (let i = layers.length - 1; i >= 0; i--) {
      const dx = layers[i].backward(dy, { input: i > 0, parameters: true })
      if (dx !== undefined) dy = dx
    }
    this.stepCount++
    for (const [i, parameter] of parameters.entries()) this.update(parameter, gradients[i], i, this.stepCount)
    return loss
  }
}
