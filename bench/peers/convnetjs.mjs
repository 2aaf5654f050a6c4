import { createRequire } from 'node:module'
import { cannot, never } from '../harness/side.mjs'
import { trainingTask } from '../sides/training-task.mjs'
import { splitParameters } from '../subjects/training.mjs'

const require = createRequire(import.meta.url)
const { Net, Trainer, Vol } = require('convnetjs')
const { version } = require('convnetjs/package.json')

/** Its definitions of our layers; the last linear layer comes with the loss. */
const definitions = {
  Linear: ({ out }) => [{ type: 'fc', num_neurons: out }],
  Conv2d: ({ out, kernel, padding }) => [{ type: 'conv', filters: out, sx: kernel, stride: 1, pad: padding }],
  MaxPool2d: ({ kernel }) => [{ type: 'pool', sx: kernel, stride: kernel }],
  // What it calls a volume is flat for a linear layer.
  Flatten: () => [],
  ReLU: () => [{ type: 'relu' }],
  Tanh: () => [{ type: 'tanh' }],
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
  layer: noTensors,
  smallOp: noTensors,
  optimizer: never('updates parameters only in train()'),

  training(row, inputs) {
    const unknown = row.layers.find(({ type }) => definitions[type] === undefined)
    if (unknown !== undefined) return cannot(`has no ${unknown.type}`)
    if (row.optimizer.name !== 'sgd') return cannot(`version ${version} has no ${row.optimizer.name}`)
    const loss = losses[row.loss]
    const last = row.layers[row.layers.length - 1]
    const [depth, size] = row.sample.length === 3 ? row.sample : [row.sample[0], 1]
    const net = new Net()
    net.makeLayers([
      { type: 'input', out_sx: size, out_sy: size, out_depth: depth },
      ...row.layers.slice(0, -1).flatMap((layer) => definitions[layer.type](layer)),
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
        const input = new Vol(size, size, depth, 0)
        setDepthLast(input.w, x.subarray(i * input.w.length, (i + 1) * input.w.length), depth)
        sum += trainer.train(input, loss.target(y[i])).cost_loss
      }
      return (scales.loss * sum) / row.batchSize
    }
    return trainingTask(step, row, inputs)
  },
}

function setParameters(net, parts) {
  for (const [index, { layer_type: type, filters, biases }] of net.layers.entries()) {
    if (type !== 'fc' && type !== 'conv') continue
    const [weight, bias] = parts.splice(0, 2)
    const { length } = filters[0].w
    for (const [i, filter] of filters.entries()) {
      setDepthLast(filter.w, weight.values.subarray(i * length, (i + 1) * length), net.layers[index - 1].out_depth)
    }
    biases.w.set(bias.values)
  }
}

/** The depth is the last dimension of its volumes, and the first of ours. @param {Float64Array} target @param {Float32Array} values @param {number} depth */
function setDepthLast(target, values, depth) {
  const area = values.length / depth
  for (let d = 0; d < depth; d++) for (let i = 0; i < area; i++) target[i * depth + d] = values[d * area + i]
}

/** convnetjs, in double precision, one sample at a time, an update a batch. */
export const open = () => ({ version, kinds })
