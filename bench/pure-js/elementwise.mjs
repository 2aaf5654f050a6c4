/**
 * Loops of their own for every operation, so that V8 compiles each for itself; none allocates. Math's functions are V8's
 * ports of fdlibm, in double precision.
 *
 * @type {Record<import('../subjects/elementwise.mjs').ElementwiseOperation,
 *   (x: Float32Array, y: Float32Array | undefined, out: Float32Array) => void>}
 */
export const elementwise = {
  copy(x, _, out) {
    out.set(x)
  },
  add(x, y, out) {
    for (let i = 0; i < out.length; i++) out[i] = x[i] + y[i]
  },
  mul(x, y, out) {
    for (let i = 0; i < out.length; i++) out[i] = x[i] * y[i]
  },
  relu(x, _, out) {
    // Without a branch, which half of the values would mispredict: eight times as fast as x > 0 ? x : 0 or Math.max.
    for (let i = 0; i < out.length; i++) out[i] = 0.5 * (x[i] + Math.abs(x[i]))
  },
  exp(x, _, out) {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i])
  },
  log(x, _, out) {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i])
  },
  tanh(x, _, out) {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i])
  },
  sigmoid(x, _, out) {
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-x[i]))
  },
  gelu(x, _, out) {
    for (let i = 0; i < out.length; i++) out[i] = 0.5 * x[i] * (1 + erf(x[i] * Math.SQRT1_2))
  },
}

/** The error function, at most 1.5e-7 off: Abramowitz and Stegun, 7.1.26. @param {number} x */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x))
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const positive = 1 - series * Math.exp(-x * x)
  return x < 0 ? -positive : positive
}
