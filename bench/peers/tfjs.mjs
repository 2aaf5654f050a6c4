import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { cannot } from '../harness/side.mjs'
import { trainingTask } from '../sides/training-task.mjs'
import { outputShape } from '../subjects/convolution.mjs'
import {
  channelsFirst,
  channelsLast,
  kernelOf,
  makeLayers,
  outputOf,
  reasonAgainst,
  reasonAgainstKernel,
} from './tfjs-layers.mjs'

const elementwise = {
  copy: (x) => tf.clone(x),
  add: tf.add,
  mul: tf.mul,
  relu: tf.relu,
  exp: tf.exp,
  log: tf.log,
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
}

const losses = {
  crossEntropy: (output, labels) => tf.losses.softmaxCrossEntropy(tf.oneHot(labels, output.shape[1]), output),
  mse: (output, values) => tf.losses.meanSquaredError(values.reshape(output.shape), output),
}

/** A convolution's kernels by themselves; tf.grad would compute the output as well. */
const convolutionWork = {
  output: {
    kernelName: 'Conv2D',
    compute: ({ x, weight, bias, padding }) => tf.add(tf.conv2d(x, weight, 1, padding), bias),
    asInTorch: channelsFirst,
  },
  input: {
    kernelName: 'Conv2DBackpropInput',
    compute: ({ x, dy, weight, padding }) =>
      tf
        .engine()
        .runKernel('Conv2DBackpropInput', { dy, filter: weight }, { ...plain, pad: padding, inputShape: x.shape }),
    asInTorch: channelsFirst,
  },
  weight: {
    kernelName: 'Conv2DBackpropFilter',
    compute: ({ x, dy, weight, padding }) =>
      tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, { ...plain, pad: padding, filterShape: weight.shape }),
    asInTorch: (gradient) => tf.transpose(gradient, [3, 2, 0, 1]),
  },
}
const plain = { strides: 1, dataFormat: 'NHWC', dimRoundingMode: undefined }

/** An operation whose result is released at once. @param {() => import('@tensorflow/tfjs').Tensor} compute */
const released = (compute) => ({
  result: () => tf.tidy(() => compute().dataSync()),
  run() {
    compute().dispose()
  },
})

/** @param {import('../subjects/optimizer.mjs').OptimizerOptions} options */
function makeOptimizer({ name, lr, momentum }) {
  if (name === 'adam') return tf.train.adam(lr, 0.9, 0.999, 1e-8)
  return momentum === undefined ? tf.train.sgd(lr) : tf.train.momentum(lr, momentum)
}

/** @param {'wasm' | 'cpu'} backend @returns {import('../harness/side.mjs').Kinds} */
const kindsOn = (backend) => ({
  matmul({ m, n, k, leftTransposed = false, rightTransposed = false }, { a, b }) {
    const left = tf.tensor2d(a, leftTransposed ? [k, m] : [m, k])
    const right = tf.tensor2d(b, rightTransposed ? [n, k] : [k, n])
    return released(() => tf.matMul(left, right, leftTransposed, rightTransposed))
  },

  elementwise({ operation }, inputs) {
    if (operation === 'copy' && backend === 'cpu') return cannot('clones by counting references')
    const x = tf.tensor1d(inputs.x)
    const y = inputs.y && tf.tensor1d(inputs.y)
    const compute = elementwise[operation]
    const tidied = operation === 'gelu' ? () => tf.tidy(() => compute(x)) : () => compute(x, y)
    return released(tidied)
  },

  reduction({ operation, rows, columns, dim }, inputs) {
    const x = tf.tensor2d(inputs.x, [rows, columns])
    return released(() => (operation === 'softmax' ? tf.softmax(x, dim) : tf.sum(x, dim)))
  },

  smallOp({ mode, scoped }, inputs) {
    if (!scoped) return cannot('leaves nothing to the collector: what is not disposed stays for ever')
    if (mode === 'recorded') return cannot('records inside of grad() only')
    const [x, y, dy] = [tf.tensor1d(inputs.x), tf.tensor1d(inputs.y), tf.tensor1d(inputs.dy)]
    if (mode === 'forward') return released(() => tf.mul(x, y))
    const gradient = tf.grad((variable) => tf.mul(variable, y))
    return released(() => gradient(x, dy))
  },

  optimizer({ optimizer: options, lengths, checkedSteps }, { parameters, gradients }) {
    let start = 0
    const variables = {}
    const named = {}
    for (const [i, length] of lengths.entries()) {
      const part = (values) => tf.tensor1d(values.slice(start, start + length))
      variables[`p${i}`] = tf.variable(part(parameters), true, `optimizer-${options.name}-${options.momentum}-${i}`)
      named[variables[`p${i}`].name] = part(gradients)
      start += length
    }
    const optimizer = makeOptimizer(options)
    const run = () => optimizer.applyGradients(named)
    return {
      result() {
        for (let i = 0; i < checkedSteps; i++) run()
        return Object.values(variables).flatMap((variable) => [...variable.dataSync()])
      },
      run,
    }
  },

  layer({ layer, shape, gradientOf }, inputs) {
    if (layer.type !== 'Conv2d' || layer.groups !== undefined)
      return cannot('the bench asks it for plain convolutions only')
    const work = convolutionWork[gradientOf ?? 'output']
    const reason = reasonAgainstKernel(work.kernelName, backend)
    if (reason !== undefined) return cannot(reason)
    const { out, in: channels, kernel } = layer
    const x = channelsLast(tf.tensor(inputs.x, shape))
    const dy = channelsLast(tf.tensor(inputs.dy, outputShape({ layer, shape })))
    const count = out * channels * kernel * kernel
    const weight = kernelOf(tf.tensor(inputs.parameters.slice(0, count), [out, channels, kernel, kernel]))
    const bias = tf.tensor1d(inputs.parameters.slice(count))
    const compute = () => tf.tidy(() => work.compute({ x, dy, weight, bias, padding: layer.padding }))
    return {
      result: () => tf.tidy(() => work.asInTorch(compute()).dataSync()),
      run() {
        compute().dispose()
      },
    }
  },

  inference({ sample, layers }, { x, parameters }) {
    const made = makeLayers(layers, parameters)
    const compute = () => tf.tidy(() => outputOf(made, x, [1, ...sample]).dataSync())
    return { result: compute, run: () => void compute() }
  },

  training(row, inputs) {
    const reason = reasonAgainst(row.layers, backend)
    if (reason !== undefined) return cannot(reason)
    const layers = makeLayers(row.layers, inputs.parameters)
    const optimizer = makeOptimizer(row.optimizer)
    const lossOf = losses[row.loss]
    const step = ({ x, y }) => {
      const loss = tf.tidy(() =>
        optimizer.minimize(() => lossOf(outputOf(layers, x, [row.batchSize, ...row.sample]), tf.tensor1d(y)), true),
      )
      const [value] = loss.dataSync()
      loss.dispose()
      return value
    }
    return trainingTask(step, row, inputs)
  },
})

/** TensorFlow.js. @param {{ backend: 'wasm' | 'cpu' }} options */
export async function open({ backend }) {
  tf.enableProdMode()
  setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm')))}/`)
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend '${backend}' here.`)
  await tf.ready()
  const simd = backend === 'wasm' && (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))
  return { version: tf.version.tfjs, details: simd ? 'SIMD' : undefined, kinds: kindsOn(backend) }
}
