import * as tf from '@tensorflow/tfjs'
import { splitParameters } from '../subjects/training.mjs'

/**
 * @typedef {import('@tensorflow/tfjs').Tensor} Tensor
 * @typedef {import('../subjects/layers.mjs').Layer} Layer
 */

/** Its images and kernels have their channels last: only so it has the gradients of a convolution. @param {Tensor} images */
export const channelsLast = (images) => tf.transpose(images, [0, 2, 3, 1])
/** @param {Tensor} images */
export const channelsFirst = (images) => tf.transpose(images, [0, 3, 1, 2])
/** [out, in, height, width] → [height, width, in, out]. @param {Tensor} weight */
export const kernelOf = (weight) => tf.transpose(weight, [2, 3, 1, 0])

/** What a layer does, given its parameters. @type {Record<string, (layer: any, parameters: Tensor[]) => (x: Tensor) => Tensor>} */
const makers = {
  Linear:
    (_, [weight, bias]) =>
    (x) =>
      tf.add(tf.matMul(x, weight, false, true), bias),
  Conv2d:
    ({ padding }, [kernel, bias]) =>
    (x) =>
      tf.add(tf.conv2d(x, kernel, 1, padding), bias),
  MaxPool2d:
    ({ kernel }) =>
    (x) =>
      tf.maxPool(x, kernel, kernel, 'valid'),
  Flatten:
    ({ startDim = 1 }) =>
    (x) =>
      startDim === 0 ? x.reshape([-1, x.shape[2]]) : channelsFirst(x).reshape([x.shape[0], -1]),
  LSTM: ({ hidden }, [inputWeight, hiddenWeight, ...biases]) => {
    const step = (sums, h, c) => {
      const [i, f, g, o] = tf.split(tf.add(sums, tf.matMul(h, hiddenWeight, false, true)), 4, 1)
      const next = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
      return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next]
    }
    return (x) => unrolled(projected(x, inputWeight, tf.add(...biases)), [hidden, hidden], step)
  },
  GRU: ({ hidden }, [inputWeight, hiddenWeight, inputBias, hiddenBias]) => {
    const step = (sums, h) => {
      const [inputR, inputZ, inputN] = tf.split(sums, 3, 1)
      const [hiddenR, hiddenZ, hiddenN] = tf.split(tf.add(tf.matMul(h, hiddenWeight, false, true), hiddenBias), 3, 1)
      const r = tf.sigmoid(tf.add(inputR, hiddenR))
      const z = tf.sigmoid(tf.add(inputZ, hiddenZ))
      const n = tf.tanh(tf.add(inputN, tf.mul(r, hiddenN)))
      return [tf.add(n, tf.mul(z, tf.sub(h, n)))]
    }
    return (x) => unrolled(projected(x, inputWeight, inputBias), [hidden], step)
  },
  RNN: ({ hidden }, [inputWeight, hiddenWeight, ...biases]) => {
    const step = (sums, h) => [tf.tanh(tf.add(sums, tf.matMul(h, hiddenWeight, false, true)))]
    return (x) => unrolled(projected(x, inputWeight, tf.add(...biases)), [hidden], step)
  },
  ReLU: () => tf.relu,
  Tanh: () => tf.tanh,
}

/** All steps' inputs in one product, then each for itself: [batch, steps, in] → steps of [batch, out]. */
function projected(x, weight, bias) {
  const [batch, steps, features] = x.shape
  const sums = tf.add(tf.matMul(x.reshape([batch * steps, features]), weight, false, true), bias)
  return tf.unstack(sums.reshape([batch, steps, -1]), 1)
}

/** The outputs of all steps, [batch, steps, hidden]; states begin with 0, the first one is the output. */
function unrolled(sums, sizes, step) {
  let states = sizes.map((size) => tf.zeros([sums[0].shape[0], size]))
  const outputs = sums.map((sum) => {
    states = step(sum, ...states)
    return states[0]
  })
  return tf.stack(outputs, 1)
}

/**
 * A net with given parameters.
 *
 * @param {readonly Layer[]} layers
 * @param {Float32Array} parameters
 * @returns {((x: Tensor) => Tensor)[]}
 */
export function makeLayers(layers, parameters) {
  let rest = splitParameters(layers, parameters)
  return layers.map((layer) => {
    const count = splitParameters([layer], parameters).length
    const own = rest.slice(0, count).map(({ shape, values }) => {
      const value = tf.tensor(values, shape)
      return tf.variable(shape.length === 4 ? kernelOf(value) : value)
    })
    rest = rest.slice(count)
    return makers[layer.type](layer, own)
  })
}

/** What they make of an input in torch's order. @param {((x: Tensor) => Tensor)[]} layers @param {Float32Array} x @param {number[]} shape */
export function outputOf(layers, x, shape) {
  const input = tf.tensor(x, shape)
  return layers.reduce((value, layer) => layer(value), shape.length === 4 ? channelsLast(input) : input)
}

/** Why a backend cannot train a net, if so. @param {readonly Layer[]} layers @param {string} backend */
export function reasonAgainst(layers, backend) {
  const unknown = layers.find(({ type }) => makers[type] === undefined)
  if (unknown !== undefined) return `the bench builds no ${unknown.type} for it`
  const convolves = layers.some(({ type }) => type === 'Conv2d')
  return convolves ? reasonAgainstKernel('Conv2DBackpropFilter', backend) : undefined
}

/** @param {string} kernel @param {string} backend */
export const reasonAgainstKernel = (kernel, backend) =>
  tf.getKernel(kernel, backend) === undefined ? `its ${backend} backend has no ${kernel}` : undefined
