import { batchNorm } from './batch-norm.mjs'
import { convolution } from './convolution.mjs'
import { linear } from './linear.mjs'
import { maxPool } from './max-pool.mjs'
import { gru, lstm, rnn } from './recurrent.mjs'
import { relu, tanh } from './units.mjs'

/**
 * A layer of a network in JavaScript alone: what it reads and writes is Float64Array (multiply-transposed.mjs says why), and
 * is allocated when it is made, nothing in a pass.
 *
 * @typedef {object} PureLayer
 * @property {readonly number[]} shape of its output
 * @property {readonly Float32Array[]} parameters updated in place by who trains it
 * @property {readonly Float64Array[]} gradients of the last backward pass, one a parameter
 * @property {(x: Float64Array) => Float64Array} forward
 * @property {(dy: Float64Array, needed: Needed) => Float64Array | undefined} backward the gradient of the input of the
 *   last forward pass, if it is needed
 *
 * @typedef {{ input: boolean, parameters: boolean }} Needed gradients
 * @typedef {(layer: any, shape: readonly number[], parameters: readonly Float32Array[]) => PureLayer} MakeLayer for inputs
 *   of a shape, the batch included
 */

/** @type {Record<import('../../subjects/layers.mjs').Layer['type'], MakeLayer>} */
const makers = {
  Linear: linear,
  Conv2d: convolution,
  BatchNorm2d: batchNorm,
  MaxPool2d: maxPool,
  Flatten: flatten,
  RNN: rnn,
  LSTM: lstm,
  GRU: gru,
  ReLU: relu,
  Tanh: tanh,
}

/** @type {(layer: import('../../subjects/layers.mjs').Layer, shape: readonly number[], parameters: readonly Float32Array[]) => PureLayer} */
export const makeLayer = (layer, shape, parameters) => makers[layer.type](layer, shape, parameters)

/** Moves nothing. @type {MakeLayer} */
function flatten({ startDim = 1, endDim = -1 }, shape) {
  const end = (endDim + shape.length) % shape.length
  const length = shape.slice(startDim, end + 1).reduce((count, size) => count * size, 1)
  return {
    shape: [...shape.slice(0, startDim), length, ...shape.slice(end + 1)],
    parameters: [],
    gradients: [],
    forward: (x) => x,
    backward: (dy) => dy,
  }
}
