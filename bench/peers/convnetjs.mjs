import { createRequire } from 'node:module'
import { cannot, never } from '../harness/side.mjs'
import { trainingTask } from '../sides/training-task.mjs'
import { splitParameters } from '../subjects/training.mjs'

const require = createRequire(import.meta.url)
const { Net, Trainer, Vol } = require('convnetjs')
const { version } = require('convnetjs/package.json')

/** Its definitions of our layers; the last linear layer comes with the loss. */
const definitions = {
  Linear: ({ out }) => ({ type: 'fc', num_neurons: out }),
  ReLU: () => ({ type: 'relu' }),
  Tanh: () => ({ type: 'tanh' }),
}

const losses = {
  crossEntropy: {
    definition: ({ out }) => ({ type: 'softmax', num_classes: out }),
    target: (label) => label,
    /** How its loss and its gradient must be scaled to be ours. */
    scales: () => ({ loss: 1, gradient: 1 }),
  },
  mse: {
    definition: ({ out }) => ({ type: 'regression', num_neurons: out }),
    target: (value) => [value],
    // It reports 2(o − y)² and descends along o − y, where the derivative of the mean of (o − y)² is 2(o − y)/out.
    scales: ({ out }) => ({ loss: 1 / (2 * out), gradient: 2 / out }),
  },
}

const noTensors = never('has networks only, no operations on arrays')

/** @type {import('../harness/side.mjs').Kinds} */
const kinds = {
  matmul: noTensors,
  elementwise: noTensors,
  reduction: noTensors,
  smallOp: noTensors,
  optimizer: never('updates parameters only in train()'),

  training(row, inputs) {
    if (row.optimizer.name !== 'sgd') return cannot(`version ${version} has no ${row.optimizer.name}`)
    const unknown = row.layers.find(({ type }) => definitions[type] === undefined)
    if (unknown !== undefined) return cannot(`the bench builds no ${unknown.type} for it`)
    const loss = losses[row.loss]
    const [first, last] = [row.layers[0], row.layers[row.layers.length - 1]]
    const net = new Net()
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: first.in },
      ...row.layers.slice(0, -1).map((layer) => definitions[layer.type](layer)),
      loss.definition(last),
    ])
    setParameters(net, splitParameters(row.layers, inputs.parameters))
    const scales = loss.scales(last)
    const trainer = new Trainer(net, {
      method: 'sgd',
      learning_rate: row.optimizer.lr * scales.gradient,
      momentum: row.optimizer.momentum ?? 0,
      batch_size: row.batchSize,
      l2_decay: 0,
    })
    const step = ({ x, y }) => {
      let sum = 0
      for (let i = 0; i < row.batchSize; i++) {
        const input = new Vol(1, 1, first.in, 0)
        input.w.set(x.subarray(i * first.in, (i + 1) * first.in))
        sum += trainer.train(input, loss.target(y[i])).cost_loss
      }
      return (scales.loss * sum) / row.batchSize
    }
    return trainingTask(step, row, inputs)
  },
}

function setParameters(net, parts) {
  for (const { filters, biases } of net.layers.filter((layer) => layer.layer_type === 'fc')) {
    const [weight, bias] = parts.splice(0, 2)
    const inputs = weight.shape[1]
    for (const [i, filter] of filters.entries()) filter.w.set(weight.values.subarray(i * inputs, (i + 1) * inputs))
    biases.w.set(bias.values)
  }
}

/** convnetjs, in double precision, one sample at a time, an update a batch. */
export const open = () => ({ version, kinds })
