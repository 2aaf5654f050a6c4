/** @typedef {import('./index.mjs').MakeLayer} MakeLayer */

/** max(x, 0), without the branch that half of the values would mispredict. @type {MakeLayer} */
export const relu = unit((x, y) => {
  for (let i = 0; i < y.length; i++) y[i] = 0.5 * (x[i] + Math.abs(x[i]))
}, maskRelu)

/** @type {MakeLayer} */
export const tanh = unit(
  (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.tanh(x[i])
  },
  (y, dy, dx) => {
    for (let i = 0; i < y.length; i++) dx[i] = dy[i] * (1 - y[i] * y[i])
  },
)

/** @param {Float64Array} y @param {Float64Array} dy @param {Float64Array} dx overwritten */
function maskRelu(y, dy, dx) {
  for (let i = 0; i < y.length; i++) dx[i] = y[i] > 0 ? dy[i] : 0
}

/**
 * A function of each element whose derivative follows from its value.
 *
 * @param {(x: Float64Array, y: Float64Array) => void} compute
 * @param {(y: Float64Array, dy: Float64Array, dx: Float64Array) => void} differentiate
 * @returns {MakeLayer}
 */
function unit(compute, differentiate) {
  return (_, shape) => {
    const length = shape.reduce((count, size) => count * size, 1)
    const [y, dx] = [new Float64Array(length), new Float64Array(length)]
    return {
      shape,
      parameters: [],
      gradients: [],
      forward(x) {
        compute(x, y)
        return y
      },
      backward(dy) {
        differentiate(y, dy, dx)
        return dx
      },
    }
  }
}
