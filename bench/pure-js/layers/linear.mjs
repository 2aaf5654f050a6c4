import { multiplyTransposed } from '../multiply-transposed.mjs'
import { sumRows } from '../sum-rows.mjs'
import { transpose } from '../transpose.mjs'

/** y = x·Wᵀ + b, x [rows, in], W [out, in]. @type {import('./index.mjs').MakeLayer} */
export function linear({ in: features, out }, [rows], [weight, bias]) {
  const wide = new Float64Array(weight.length)
  const wideTransposed = new Float64Array(weight.length)
  const weightGradient = new Float64Array(weight.length)
  const biasGradient = new Float64Array(out)
  const xTransposed = new Float64Array(rows * features)
  const dyTransposed = new Float64Array(rows * out)
  const y = new Float64Array(rows * out)
  const dx = new Float64Array(rows * features)
  let x = dx
  return {
    shape: [rows, out],
    parameters: [weight, bias],
    gradients: [weightGradient, biasGradient],
    forward(input) {
      x = input
      wide.set(weight)
      multiplyTransposed(x, wide, y, rows, out, features)
      for (let row = 0; row < rows; row++) for (let j = 0; j < out; j++) y[row * out + j] += bias[j]
      return y
    },
    backward(dy, needed) {
      if (needed.parameters) {
        transpose(x, xTransposed, rows, features)
        transpose(dy, dyTransposed, rows, out)
        multiplyTransposed(dyTransposed, xTransposed, weightGradient, out, features, rows)
        sumRows(dyTransposed, biasGradient, out, rows)
      }
      if (!needed.input) return undefined
      transpose(wide, wideTransposed, out, features)
      multiplyTransposed(dy, wideTransposed, dx, rows, features, out)
      return dx
    },
  }
}
