import { createRequire } from 'node:module'
import { cannot, never } from '../harness/side.mjs'
import { trainingTask } from '../sides/training-task.mjs'
import { splitParameters } from '../subjects/training.mjs'

const require = createRequire(import.meta.url)
const { NeuralNetwork } = require('brain.js')
const { version } = require('brain.js/package.json')

/** It insists on more than 0, and cannot tell the difference. */
const none = 1e-30

/**
 * The activation follows the last layer too. There ReLU would fall silent, with Adam within five batches, so a net with
 * ReLU gets the sigmoids that brain.js has by default.
 */
const activations = { ReLU: 'sigmoid', Tanh: 'tanh' }

const noTensors = never('has networks only, no operations on arrays')

/** @type {import('../harness/side.mjs').Kinds} */
const kinds = {
  matmul: noTensors,
  elementwise: noTensors,
  reduction: noTensors,
  layer: noTensors,
  smallOp: noTensors,
  optimizer: never('updates parameters only in train()'),

  inference: never('has one kind of layer: linear with its activation'),

  training(row, inputs) {
    const [first, middle, last] = row.layers
    if (isRecurrent(first)) return cannot('its recurrent networks learn one sequence of tokens at a time')
    const activation = activations[middle?.type]
    if (row.layers.length !== 3 || first.type !== 'Linear' || activation === undefined || last.type !== 'Linear') {
      return cannot('has one kind of layer: linear with its activation')
    }
    const net = new NeuralNetwork({ activation })
    const options = {
      iterations: 1,
      learningRate: row.optimizer.lr,
      momentum: row.optimizer.momentum ?? none,
      errorThresh: none,
      ...(row.optimizer.name === 'adam' && { praxis: 'adam' }),
    }
    net.updateTrainingOptions(options)
    net.sizes = [first.in, first.out, last.out]
    net.initialize()
    setParameters(net, splitParameters(row.layers, inputs.parameters))
    const target = row.loss === 'crossEntropy' ? oneHots(last.out) : (value) => [value]
    const step = ({ x, y }) => {
      const samples = Array.from(y, (value, i) => ({
        input: Array.from(x.subarray(i * first.in, (i + 1) * first.in)),
        output: target(value),
      }))
      return net.train(samples, options).error
    }
    return {
      ...trainingTask(step, row, inputs),
      differs: `an update after every sample, squared error, ${activation} after both layers`,
    }
  },
}

/** @param {import('../subjects/layers.mjs').Layer} layer */
const isRecurrent = ({ type }) => type === 'LSTM' || type === 'GRU' || type === 'RNN'

/** @param {number} classes */
function oneHots(classes) {
  const rows = Array.from({ length: classes }, (_, row) =>
    Array.from({ length: classes }, (_, i) => (i === row ? 1 : 0)),
  )
  return (label) => rows[label]
}

function setParameters(net, parts) {
  for (let layer = 1; layer < net.sizes.length; layer++) {
    const [weight, bias] = parts.splice(0, 2)
    const inputs = net.sizes[layer - 1]
    net.weights[layer] = net.weights[layer].map((_, i) => [...weight.values.subarray(i * inputs, (i + 1) * inputs)])
    net.biases[layer] = [...bias.values]
  }
}

/** brain.js, one sample at a time. */
export const open = () => ({ version, kinds })
