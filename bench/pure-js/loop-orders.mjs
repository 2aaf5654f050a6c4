/**
 * Measures loop orders for out[m, n] = a[m, k] · b[n, k]ᵀ and the whole step of PureMlp, to show that the pure JavaScript
 * side of the comparison is the fastest of those tried. Run: node bench/pure-js/loop-orders.mjs
 */
import { PureMlp } from './mlp.mjs'
import { mulberry32 } from './mulberry32.mjs'
import { multiplyTransposed } from './multiply-transposed.mjs'

/** @typedef {Float32Array | Float64Array} Values */
/** @typedef {(a: Values, b: Values, out: Values, m: number, n: number, k: number) => void} Multiply */

/** @type {Multiply} */
function oneSum(a, b, out, m, n, k) {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0
      for (let p = 0; p < k; p++) sum += a[row * k + p] * b[column * k + p]
      out[row * n + column] = sum
    }
  }
}

/** @type {Multiply} */
function fourSums(a, b, out, m, n, k) {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      const i = row * k
      const j = column * k
      let sum0 = 0
      let sum1 = 0
      let sum2 = 0
      let sum3 = 0
      for (let p = 0; p < k; p += 4) {
        sum0 += a[i + p] * b[j + p]
        sum1 += a[i + p + 1] * b[j + p + 1]
        sum2 += a[i + p + 2] * b[j + p + 2]
        sum3 += a[i + p + 3] * b[j + p + 3]
      }
      out[row * n + column] = sum0 + sum1 + sum2 + sum3
    }
  }
}

/** b is [k, n] here: a row of the output gathers one row of b at a time. @type {Multiply} */
function axpyOneRow(a, b, out, m, n, k) {
  out.fill(0)
  for (let row = 0; row < m; row++) {
    for (let p = 0; p < k; p++) {
      const x = a[row * k + p]
      for (let column = 0; column < n; column++) out[row * n + column] += x * b[p * n + column]
    }
  }
}

/** b is [k, n] here: four of its rows at a time, so that the output is loaded and stored a quarter as often. @type {Multiply} */
function axpyFourRows(a, b, out, m, n, k) {
  out.fill(0)
  for (let row = 0; row < m; row++) {
    const o = row * n
    for (let p = 0; p < k; p += 4) {
      const x0 = a[row * k + p]
      const x1 = a[row * k + p + 1]
      const x2 = a[row * k + p + 2]
      const x3 = a[row * k + p + 3]
      const j = p * n
      for (let c = 0; c < n; c++) {
        out[o + c] += x0 * b[j + c] + x1 * b[j + n + c] + x2 * b[j + 2 * n + c] + x3 * b[j + 3 * n + c]
      }
    }
  }
}

/**
 * A copy of a function that V8 optimises on its own, so that one element type does not slow down the other.
 *
 * @param {Function} multiply that calls no other function of its module, or only on rows that fill no tile
 * @returns {Multiply}
 */
function separate(multiply) {
  return new Function(`return ${multiply.toString()}`)()
}

/**
 * The shortest and the median time of `run`, in milliseconds.
 *
 * @param {() => void} run
 */
function measure(run) {
  for (let i = 0; i < 60; i++) run()
  const times = Array.from({ length: 100 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  }).sort((first, second) => first - second)
  return { shortest: times[0], median: times[50] }
}

/**
 * @param {string} name
 * @param {number} operations floating-point operations of one run
 * @param {() => void} run
 */
function report(name, operations, run) {
  const { shortest, median } = measure(run)
  const rate = operations / shortest / 1e6
  console.log(`${name.padEnd(42)} ${shortest.toFixed(2)} ms (median ${median.toFixed(2)})  ${rate.toFixed(2)} GFLOP/s`)
}

const random = mulberry32(1)
const draw = () => random() - 0.5
const m = 64
const n = 128
const k = 784

console.log(`Node ${process.version}; [${m}, ${k}] · [${n}, ${k}]ᵀ`)
for (const Type of [Float32Array, Float64Array]) {
  const a = new Type(m * k).map(draw)
  const b = new Type(n * k).map(draw)
  const out = new Type(m * n)
  const variants = { oneSum, fourSums, axpyOneRow, axpyFourRows, 'multiplyTransposed (4 × 2 tile)': multiplyTransposed }
  for (const [name, multiply] of Object.entries(variants)) {
    const own = separate(multiply)
    report(`${Type.name} ${name}`, 2 * m * n * k, () => own(a, b, out, m, n, k))
  }
}

const classes = 10
const images = new Float32Array(m * k).map(draw)
const labels = new Int32Array(m).map(() => Math.floor(random() * classes))
// Forward and weight gradient of both layers, and the gradient that passes through the second.
const operations = 2 * m * (2 * k * n + 3 * n * classes)
for (const optimizer of [{ name: /** @type {const} */ ('sgd'), lr: 0.01 }, { name: /** @type {const} */ ('adam') }]) {
  const mlp = new PureMlp({ sizes: [k, n, classes], batchSize: m, optimizer })
  report(`PureMlp.step ${k}-${n}-${classes}, ${optimizer.name}`, operations, () => mlp.step(images, labels, m))
}
