import { cannot } from '../harness/side.mjs'
import { elementwise } from '../pure-js/elementwise.mjs'
import { makeLayer } from '../pure-js/layers/index.mjs'
import { multiplyTransposed } from '../pure-js/multiply-transposed.mjs'
import { PureNet } from '../pure-js/net.mjs'
import { optimizerUpdate } from '../pure-js/optimizer-update.mjs'
import { softmaxLast, sumFirst, sumLast, sumOf } from '../pure-js/reduction.mjs'
import { splitParameters } from '../subjects/training.mjs'
import { pureTrainer } from './pure-js-training.mjs'
import { trainingTask } from './training-task.mjs'

/** Work that overwrites an array which exists already. @param {ArrayLike<number>} out @param {() => void} run */
const into = (out, run) => ({
  result() {
    run()
    return out
  },
  run,
})

/** @type {import('../harness/side.mjs').Kinds} */
const kinds = {
  matmul({ m, n, k, leftTransposed, rightTransposed }, { a, b }) {
    // Always in the order that suits it best, in double precision as it likes them.
    const rowsOfA = leftTransposed ? transposed(a, k, m) : Float64Array.from(a)
    const columnsOfB = rightTransposed ? Float64Array.from(b) : transposed(b, k, n)
    const product = new Float64Array(m * n)
    return into(product, () => multiplyTransposed(rowsOfA, columnsOfB, product, m, n, k))
  },

  elementwise({ operation, elements }, { x, y }) {
    const out = new Float32Array(elements)
    const compute = elementwise[operation]
    return into(out, () => compute(x, y, out))
  },

  reduction({ operation, rows, columns, dim }, { x }) {
    if (operation === 'softmax') {
      const out = new Float32Array(x.length)
      return into(out, () => softmaxLast(x, out, columns))
    }
    if (dim === 0) {
      const sums = new Float64Array(columns)
      return into(sums, () => sumFirst(x, sums, rows))
    }
    if (dim === 1) {
      const sums = new Float32Array(rows)
      return into(sums, () => sumLast(x, sums, columns))
    }
    const sum = new Float64Array(1)
    return into(sum, () => {
      sum[0] = sumOf(x, 0, x.length)
    })
  },

  layer({ layer: options, shape, gradientOf }, inputs) {
    const parameters = splitParameters([options], inputs.parameters).map(({ values }) => values)
    const layer = makeLayer(options, shape, parameters)
    const [x, dy] = [Float64Array.from(inputs.x), Float64Array.from(inputs.dy)]
    const y = layer.forward(x)
    if (gradientOf === undefined) return into(y, () => void layer.forward(x))
    const needed = { input: gradientOf === 'input', parameters: gradientOf === 'weight' }
    return {
      result() {
        const dx = layer.backward(dy, needed)
        return dx ?? layer.gradients[0]
      },
      run: () => void layer.backward(dy, needed),
    }
  },

  smallOp({ mode, scoped }, { x, y, dy }) {
    if (!scoped) return cannot('a loop into an array that exists leaves nothing to the collector')
    if (mode === 'recorded') return cannot('a loop records nothing')
    // The derivative of x·y by x, and no value that nobody asked for.
    const out = new Float32Array(x.length)
    return into(out, () => elementwise.mul(mode === 'forward' ? x : dy, y, out))
  },

  optimizer({ optimizer, lengths, checkedSteps }, inputs) {
    const gradients = split(Float64Array.from(inputs.gradients), lengths)
    const values = Float32Array.from(inputs.parameters)
    const parameters = split(values, lengths)
    const update = optimizerUpdate(optimizer, lengths)
    let done = 0
    const run = () => {
      done++
      for (let i = 0; i < parameters.length; i++) update(parameters[i], gradients[i], i, done)
    }
    return {
      result() {
        for (let i = 0; i < checkedSteps; i++) run()
        return values.slice()
      },
      run,
    }
  },

  inference({ sample, layers }, inputs) {
    const net = new PureNet({ layers, sample, batchSize: 1, parameters: inputs.parameters })
    return { result: () => net.forward(inputs.x), run: () => void net.forward(inputs.x) }
  },

  training(row, inputs) {
    const step = pureTrainer(row, inputs.parameters)
    return 'cannot' in step ? step : trainingTask(step, row, inputs)
  },
}

/** Loops in JavaScript alone, as fast as V8 runs them; in double precision inside, it is also what others are compared with. */
export const open = () => ({ version: process.versions.node, kinds })

/** @param {Float32Array} values [rows, columns] @param {number} rows @param {number} columns @returns {Float64Array} [columns, rows] */
function transposed(values, rows, columns) {
  const out = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) out[(i % columns) * rows + Math.floor(i / columns)] = values[i]
  return out
}

/** @template {Float32Array | Float64Array} T @param {T} values @param {readonly number[]} lengths @returns {T[]} views */
function split(values, lengths) {
  let start = 0
  return lengths.map((length) => {
    start += length
    return /** @type {T} */ (values.subarray(start - length, start))
  })
}
