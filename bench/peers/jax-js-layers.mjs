import { lax, nn, numpy as np } from '@jax-js/jax'
import { parameterShapes } from '../subjects/layers.mjs'

/**
 * @typedef {import('@jax-js/jax').numpy.Array} Array Every use of one consumes it, unless it says `.ref`.
 * @typedef {import('../subjects/layers.mjs').Layer} Layer
 */

/** x·Wᵀ. @param {Array} x @param {Array} weight */
const product = (x, weight) => np.matmul(x, np.transpose(weight))

/** @type {Record<string, (layer: any, x: Array, parameters: Array[]) => Array>} */
const appliers = {
  Linear: (_, x, [weight, bias]) => product(x, weight).add(bias),
  Conv2d({ padding, out }, x, [weight, bias]) {
    const edges = [padding, padding]
    return lax.convGeneralDilated(x, weight, [1, 1], [edges, edges]).add(bias.reshape([out, 1, 1]))
  },
  MaxPool2d: ({ kernel }, x) => lax.reduceWindow(x, np.max, [kernel, kernel], [kernel, kernel]),
  Flatten({ startDim = 1 }, x) {
    const [first] = x.shape
    return startDim === 0 ? x.reshape([-1, x.shape[2]]) : x.reshape([first, -1])
  },
  LSTM({ hidden }, x, [inputWeight, hiddenWeight, inputBias, hiddenBias]) {
    const step = (sums, c) => {
      const [i, f, g, o] = np.split(sums, 4, 1)
      const next = nn
        .sigmoid(f)
        .mul(c)
        .add(nn.sigmoid(i).mul(np.tanh(g)))
      return [nn.sigmoid(o).mul(np.tanh(next.ref)), next]
    }
    const [batch] = x.shape
    const sums = projected(x, inputWeight, inputBias.add(hiddenBias))
    let c = np.zeros([batch, hidden])
    return unrolled(sums, hidden, (sum, h) => {
      const [output, next] = step(sum.add(product(h, hiddenWeight.ref)), c)
      c = next
      return output
    })
  },
  GRU({ hidden }, x, [inputWeight, hiddenWeight, inputBias, hiddenBias]) {
    return unrolled(projected(x, inputWeight, inputBias), hidden, (sum, h) => {
      const [inputR, inputZ, inputN] = np.split(sum, 3, 1)
      const [hiddenR, hiddenZ, hiddenN] = np.split(product(h.ref, hiddenWeight.ref).add(hiddenBias.ref), 3, 1)
      const r = nn.sigmoid(inputR.add(hiddenR))
      const z = nn.sigmoid(inputZ.add(hiddenZ))
      const n = np.tanh(inputN.add(r.mul(hiddenN)))
      return n.ref.add(z.mul(h.sub(n)))
    })
  },
  RNN({ hidden }, x, [inputWeight, hiddenWeight, inputBias, hiddenBias]) {
    const sums = projected(x, inputWeight, inputBias.add(hiddenBias))
    return unrolled(sums, hidden, (sum, h) => np.tanh(sum.add(product(h, hiddenWeight.ref))))
  },
  ReLU: (_, x) => nn.relu(x),
  Tanh: (_, x) => np.tanh(x),
}

/** All steps' inputs in one product, then each for itself: [batch, steps, in] → steps of [batch, out]. */
function projected(x, weight, bias) {
  const [batch, steps, features] = x.shape
  const sums = product(x.reshape([batch * steps, features]), weight).add(bias)
  return np.unstack(sums.reshape([batch, steps, -1]), 1)
}

/** The outputs of all steps, [batch, steps, hidden]; it has no scan, so the graph contains every step. */
function unrolled(sums, hidden, step) {
  let h = np.zeros([sums[0].shape[0], hidden])
  const outputs = sums.map((sum) => {
    h = step(sum, h)
    return h.ref
  })
  h.dispose()
  return np.stack(outputs, 1)
}

/** @param {Layer} layer */
export const canApply = ({ type }) => appliers[type] !== undefined

/** @param {Layer} layer @param {Array} x @param {Array[]} parameters */
export const applyLayer = (layer, x, parameters) => appliers[layer.type](layer, x, parameters)

/** @param {readonly Layer[]} layers @param {Array} x @param {readonly Array[]} parameters */
export function applyLayers(layers, x, parameters) {
  const rest = [...parameters]
  return layers.reduce((value, layer) => applyLayer(layer, value, rest.splice(0, parameterShapes(layer).length)), x)
}
