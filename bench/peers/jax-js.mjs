import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad, vjp } from '@jax-js/jax'
import { cannot } from '../harness/side.mjs'
import { trainingTask } from '../sides/training-task.mjs'
import { outputShape } from '../subjects/convolution.mjs'
import { splitParameters } from '../subjects/training.mjs'
import { applyLayer, applyLayers, canApply } from './jax-js-layers.mjs'

/** @typedef {import('@jax-js/jax').numpy.Array} Array Every use of one consumes it, unless it says `.ref`. */

const elementwise = {
  add: np.add,
  mul: np.multiply,
  relu: nn.relu,
  exp: np.exp,
  log: np.log,
  tanh: np.tanh,
  sigmoid: nn.sigmoid,
  gelu: (x) => nn.gelu(x, { approximate: false }),
}

const losses = {
  crossEntropy(output, labels) {
    const [rows, classes] = output.shape
    return np.sum(nn.logSoftmax(output).mul(nn.oneHot(labels, classes))).mul(-1 / rows)
  },
  mse: (output, values) => np.mean(np.square(output.sub(values.reshape(output.shape)))),
}

/**
 * A compiled function of arrays that are kept; its result is computed, since arrays are lazy, and released.
 *
 * @param {(...operands: Array[]) => Array} compute
 * @param {Array[]} operands
 */
function compiled(compute, operands) {
  const compiledCompute = jit(compute)
  const call = () => compiledCompute(...operands.map((operand) => operand.ref))
  return {
    result: () => call().data(),
    async run() {
      const output = await call().blockUntilReady()
      output.dispose()
    },
  }
}

/**
 * The optimizers, which jax-js has none of: how many moments each keeps, and new parameter and moments from a gradient.
 * Adam's bias corrections change with the step and so are arrays, not constants.
 */
const optimizers = {
  sgd: {
    moments: ({ momentum }) => (momentum === undefined ? 0 : 1),
    update({ lr, momentum }, parameter, gradient, [velocity]) {
      if (momentum === undefined) return [parameter.sub(gradient.mul(lr))]
      const next = velocity.mul(momentum).add(gradient)
      return [parameter.sub(next.ref.mul(lr)), next]
    },
  },
  adam: {
    moments: () => 2,
    update({ lr }, parameter, gradient, [mean, square], [meanScale, rootScale]) {
      const m = mean.mul(0.9).add(gradient.ref.mul(0.1))
      const v = square.mul(0.999).add(np.square(gradient).mul(0.001))
      const direction = m.ref.mul(meanScale.ref).div(np.sqrt(v.ref).mul(rootScale.ref).add(1e-8))
      return [parameter.sub(direction.mul(lr)), m, v]
    },
  },
}

/** A parameter and its moments, one array each. @param {Float32Array} values @param {number[]} shape @param {object} options */
function initialState(values, shape, options) {
  const zeros = Array.from({ length: optimizers[options.name].moments(options) }, () => np.zeros(shape))
  return [np.array(values, { shape }), ...zeros]
}

/** @param {Array[][]} states @param {Array[]} gradients @param {object} options @param {Array[]} scales @returns {Array[][]} */
const updateAll = (states, gradients, options, scales) =>
  states.map(([parameter, ...moments], i) =>
    optimizers[options.name].update(options, parameter, gradients[i], moments, scales),
  )

/** @param {object} options @param {number} step from 1 */
const scalesOf = ({ name }, step) =>
  name === 'adam' ? [np.array(1 / (1 - 0.9 ** step)), np.array(1 / Math.sqrt(1 - 0.999 ** step))] : []

/** @type {import('../harness/side.mjs').Kinds} */
const kinds = {
  matmul({ m, n, k, leftTransposed, rightTransposed }, inputs) {
    const a = np.array(inputs.a, { shape: leftTransposed ? [k, m] : [m, k] })
    const b = np.array(inputs.b, { shape: rightTransposed ? [n, k] : [k, n] })
    const left = (x) => (leftTransposed ? np.transpose(x) : x)
    const right = (x) => (rightTransposed ? np.transpose(x) : x)
    return compiled((x, y) => np.matmul(left(x), right(y)), [a, b])
  },

  elementwise({ operation }, inputs) {
    const compute = elementwise[operation]
    if (compute === undefined) return cannot(`has no ${operation}: arrays never change`)
    return compiled(
      compute,
      Object.values(inputs).map((values) => np.array(values)),
    )
  },

  reduction({ operation, rows, columns, dim = null }, inputs) {
    const x = np.array(inputs.x, { shape: [rows, columns] })
    return compiled(operation === 'softmax' ? (a) => nn.softmax(a, dim) : (a) => np.sum(a, dim), [x])
  },

  layer({ layer, shape, gradientOf }, inputs) {
    if (layer.type !== 'Conv2d' || layer.groups !== undefined)
      return cannot('the bench asks it for plain convolutions only')
    const x = np.array(inputs.x, { shape })
    const [weight, bias] = splitParameters([layer], inputs.parameters).map((part) =>
      np.array(part.values.slice(), { shape: part.shape }),
    )
    if (gradientOf === undefined)
      return compiled((input, ...parameters) => applyLayer(layer, input, parameters), [x, weight, bias])
    const dy = np.array(inputs.dy, { shape: outputShape({ layer, shape }) })
    const gradient = (input, kernel, offset, seed) => {
      const convolved =
        gradientOf === 'input'
          ? (v) => applyLayer(layer, v, [kernel, offset])
          : (v) => applyLayer(layer, input, [v, offset])
      const [output, back] = vjp(convolved, [gradientOf === 'input' ? input : kernel])
      output.dispose()
      return back(seed)[0]
    }
    return compiled(gradient, [x, weight, bias, dy])
  },

  smallOp({ mode, scoped }, inputs) {
    if (!scoped) return cannot('leaves nothing to the collector: what is not disposed stays for ever')
    if (mode === 'recorded') return cannot('traces functions instead of recording operations')
    const [x, y, dy] = [inputs.x, inputs.y, inputs.dy].map((values) => np.array(values))
    if (mode === 'forward') return compiled(np.multiply, [x, y])
    const gradient = (a, b, seed) => {
      const [output, back] = vjp((variable) => variable.mul(b), [a])
      output.dispose()
      return back(seed)[0]
    }
    return compiled(gradient, [x, y, dy])
  },

  optimizer({ optimizer: options, lengths, checkedSteps }, { parameters, gradients }) {
    let start = 0
    const parts = lengths.map((length) => {
      const part = (values) => values.slice(start, start + length)
      const own = { state: initialState(part(parameters), [length], options), gradient: np.array(part(gradients)) }
      start += length
      return own
    })
    const update = jit((states, grads, scales) => updateAll(states, grads, options, scales))
    const kept = parts.map(({ gradient }) => gradient)
    let states = parts.map(({ state }) => state)
    let done = 0
    const run = async () => {
      states = update(states, tree.ref(kept), scalesOf(options, ++done))
      await states[0][0].blockUntilReady()
    }
    return {
      async result() {
        for (let i = 0; i < checkedSteps; i++) await run()
        const values = await Promise.all(states.map(([parameter]) => parameter.ref.data()))
        return values.flatMap((part) => [...part])
      },
      run,
    }
  },

  inference({ sample, layers }, inputs) {
    const parameters = splitParameters(layers, inputs.parameters).map(({ values, shape }) =>
      np.array(values, { shape }),
    )
    const apply = jit((x, ...own) => applyLayers(layers, x, own))
    const compute = () => apply(np.array(inputs.x, { shape: [1, ...sample] }), ...tree.ref(parameters)).data()
    return { result: compute, run: async () => void (await compute()) }
  },

  training(row, inputs) {
    const unknown = row.layers.find((layer) => !canApply(layer))
    if (unknown !== undefined) return cannot(`the bench builds no ${unknown.type} for it`)
    const lossOf = losses[row.loss]
    const loss = (parameters, x, y) => lossOf(applyLayers(row.layers, x, parameters), y)
    const train = jit((states, x, y, scales) => {
      const [value, gradients] = valueAndGrad(loss)(
        states.map(([parameter]) => parameter.ref),
        x,
        y,
      )
      return [value, updateAll(states, gradients, row.optimizer, scales)]
    })
    let states = splitParameters(row.layers, inputs.parameters).map(({ values, shape }) =>
      initialState(values, shape, row.optimizer),
    )
    let done = 0
    const step = async ({ x, y }) => {
      const input = np.array(x, { shape: [row.batchSize, ...row.sample] })
      const [value, next] = train(states, input, np.array(y), scalesOf(row.optimizer, ++done))
      states = next
      return (await value.data())[0]
    }
    return trainingTask(step, row, inputs)
  },
}

/** jax-js on WebAssembly, which has one thread in Node. */
export async function open() {
  await init('wasm')
  defaultDevice('wasm')
  const manifest = new URL('../package.json', import.meta.resolve('@jax-js/jax'))
  const { version } = JSON.parse(readFileSync(fileURLToPath(manifest), 'utf8'))
  return { version, details: 'wasm', kinds }
}
