import { multiplyTransposed } from '../multiply-transposed.mjs'
import { sumRows } from '../sum-rows.mjs'
import { transpose } from '../transpose.mjs'
import { gruCell, lstmCell, rnnCell } from './cells.mjs'

/** @typedef {import('./index.mjs').MakeLayer} MakeLayer */

/**
 * A recurrent layer on sequences x [batch, steps, in] that begin with states of 0; its output are the states h of all steps,
 * [batch, steps, hidden]. What a step adds up comes from two products, x_t·W_ihᵀ + b_ih and h_{t−1}·W_hhᵀ + b_hh, the first
 * of which is one product for all steps. Inside, all is [steps, batch, …].
 *
 * @param {import('./cells.mjs').MakeCell} makeCell
 * @param {number} gates
 * @returns {MakeLayer}
 */
function recurrent(makeCell, gates) {
  return ({ in: features, hidden }, [batch, steps], [inputWeight, hiddenWeight, inputBias, hiddenBias]) => {
    const rows = steps * batch
    const width = gates * hidden
    const array = (/** @type {number} */ length) => new Float64Array(length)
    const gradients = [inputWeight, hiddenWeight, inputBias, hiddenBias].map(({ length }) => array(length))
    const [wideInputWeight, wideHiddenWeight] = [array(inputWeight.length), array(hiddenWeight.length)]
    const inputWeightTransposed = array(inputWeight.length)
    const hiddenWeightTransposed = array(hiddenWeight.length)
    const x = array(rows * features)
    /** The state before step t, and after the last one. */
    const h = array((steps + 1) * batch * hidden)
    const fromInput = array(rows * width)
    const fromHidden = array(rows * width)
    const dFromInput = array(rows * width)
    const dFromHidden = array(rows * width)
    const dh = array(batch * hidden)
    const carried = array(batch * hidden)
    const y = array(rows * hidden)
    const dx = array(rows * features)
    const sumsTransposed = array(rows * width)
    const xTransposed = array(rows * features)
    const hTransposed = array(rows * hidden)
    const cell = makeCell({ batch, hidden, steps, h, fromInput, fromHidden, dFromInput, dFromHidden, dh })

    const step = (/** @type {Float64Array} */ values, /** @type {number} */ t, /** @type {number} */ length) =>
      values.subarray(t * length, (t + 1) * length)
    const before = Array.from({ length: steps }, (_, t) => step(h, t, batch * hidden))
    const hiddenSums = Array.from({ length: steps }, (_, t) => step(fromHidden, t, batch * width))
    const dHiddenSums = Array.from({ length: steps }, (_, t) => step(dFromHidden, t, batch * width))
    const allBefore = h.subarray(0, rows * hidden)

    return {
      shape: [batch, steps, hidden],
      parameters: [inputWeight, hiddenWeight, inputBias, hiddenBias],
      gradients,
      forward(input) {
        wideInputWeight.set(inputWeight)
        wideHiddenWeight.set(hiddenWeight)
        swap(input, x, [batch, steps, features])
        multiplyTransposed(x, wideInputWeight, fromInput, rows, width, features)
        addToRows(fromInput, inputBias)
        for (let t = 0; t < steps; t++) {
          multiplyTransposed(before[t], wideHiddenWeight, hiddenSums[t], batch, width, hidden)
          addToRows(hiddenSums[t], hiddenBias)
          cell.forward(t)
        }
        swap(h.subarray(batch * hidden), y, [steps, batch, hidden])
        return y
      },
      backward(dy, needed) {
        transpose(wideHiddenWeight, hiddenWeightTransposed, width, hidden)
        dh.fill(0)
        for (let t = steps - 1; t >= 0; t--) {
          for (let row = 0; row < batch; row++) {
            const source = (row * steps + t) * hidden
            for (let j = 0; j < hidden; j++) dh[row * hidden + j] += dy[source + j]
          }
          cell.backward(t)
          // `dh` now holds what reaches the state before without its product.
          multiplyTransposed(dHiddenSums[t], hiddenWeightTransposed, carried, batch, hidden, width)
          for (let i = 0; i < dh.length; i++) dh[i] += carried[i]
        }
        if (needed.parameters) {
          transpose(x, xTransposed, rows, features)
          transpose(allBefore, hTransposed, rows, hidden)
          transpose(dFromInput, sumsTransposed, rows, width)
          multiplyTransposed(sumsTransposed, xTransposed, gradients[0], width, features, rows)
          sumRows(sumsTransposed, gradients[2], width, rows)
          transpose(dFromHidden, sumsTransposed, rows, width)
          multiplyTransposed(sumsTransposed, hTransposed, gradients[1], width, hidden, rows)
          sumRows(sumsTransposed, gradients[3], width, rows)
        }
        if (!needed.input) return undefined
        transpose(wideInputWeight, inputWeightTransposed, width, features)
        multiplyTransposed(dFromInput, inputWeightTransposed, x, rows, features, width)
        swap(x, dx, [steps, batch, features])
        return dx
      },
    }
  }
}

/** h' = tanh(sum). */
export const rnn = recurrent(rnnCell, 1)
/** i, f, o = σ(sums), g = tanh(sum), c' = f·c + i·g, h' = o·tanh(c'). */
export const lstm = recurrent(lstmCell, 4)
/** r, z = σ(sums), n = tanh(sum of the input + r · sum of the state), h' = (1 − z)·n + z·h. */
export const gru = recurrent(gruCell, 3)

/** @param {Float64Array} values [rows, width] @param {Float32Array} bias [width] */
function addToRows(values, bias) {
  const width = bias.length
  for (let start = 0; start < values.length; start += width) {
    for (let j = 0; j < width; j++) values[start + j] += bias[j]
  }
}

/** [first, second, width] → [second, first, width]. @param {Float64Array} source @param {Float64Array} target @param {readonly [number, number, number]} sizes */
function swap(source, target, [first, second, width]) {
  for (let i = 0; i < first; i++) {
    for (let j = 0; j < second; j++) {
      const from = (i * second + j) * width
      const to = (j * first + i) * width
      for (let k = 0; k < width; k++) target[to + k] = source[from + k]
    }
  }
}
