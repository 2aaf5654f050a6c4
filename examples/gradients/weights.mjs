import { eye, nn, noGrad, normal, tensor } from 'grad128'

/**
 * A random rotation Q [n, n]: its rows are orthonormal, so that every product with it keeps the length of a vector, and
 * one with ρ·Q stretches it by ρ. From normal numbers by Gram and Schmidt.
 *
 * @param {number} n
 */
export function rotation(n) {
  const rows = /** @type {number[][]} */ (normal(0, 1, [n, n]).toArray())
  for (const [i, row] of rows.entries()) {
    for (const other of rows.slice(0, i)) addTo(row, other, -dot(row, other))
    const length = Math.sqrt(dot(row, row))
    for (let k = 0; k < n; k++) row[k] /= length
  }
  return tensor(rows)
}

/**
 * Gives a recurrent layer weights W_hh = ρ·Q, the same for each of its gates, and no offsets.
 *
 * @template {nn.RNN | nn.GRU | nn.LSTM} Layer
 * @param {Layer} layer
 * @param {number} scale ρ
 * @param {import('grad128').Tensor} q
 * @returns {Layer}
 */
export function withScale(layer, scale, q) {
  const gates = layer.weight_hh_l0.shape[0] / layer.hiddenSize
  layer.weight_hh_l0.copyFrom(noGrad(() => q.mul(scale).repeat([gates, 1])))
  return withoutOffsets(layer)
}

/**
 * W_hh = 1: each unit keeps what it has and adds what comes in. Source: Le, Jaitly and Hinton, 2015.
 *
 * @param {nn.RNN} rnn
 */
export function asIdentity(rnn) {
  rnn.weight_hh_l0.copyFrom(eye(rnn.hiddenSize))
  return withoutOffsets(rnn)
}

/**
 * Sets the offset of one gate: 1 of four opens an LSTM's forget gate, 1 of three a GRU's update gate.
 *
 * @template {nn.GRU | nn.LSTM} Layer
 * @param {Layer} layer
 * @param {number} gate
 * @param {number} offset
 * @returns {Layer}
 */
export function withOffset(layer, gate, offset) {
  const { hiddenSize, bias_ih_l0 } = layer
  bias_ih_l0.copyFrom(bias_ih_l0.data().fill(offset, gate * hiddenSize, (gate + 1) * hiddenSize))
  return layer
}

/** @template {nn.RNN | nn.GRU | nn.LSTM} Layer @param {Layer} layer @returns {Layer} */
function withoutOffsets(layer) {
  for (const bias of [layer.bias_ih_l0, layer.bias_hh_l0]) nn.init.zeros(bias)
  return layer
}

/** @param {readonly number[]} a @param {readonly number[]} b */
function dot(a, b) {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}

/** @param {number[]} row @param {readonly number[]} other @param {number} factor */
function addTo(row, other, factor) {
  for (const [k, value] of other.entries()) row[k] += factor * value
}
