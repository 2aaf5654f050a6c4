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

  inference(row, inputs) {
    const made = makeNet(row, losses.crossEntropy, inputs.parameters)
    if ('cannot' in made) return made
    const { net, volume } = made
    const compute = () => {
      net.forward(volume(inputs.x))
      // Before the probabilities.
      return net.layers[net.layers.length - 2].out_act.w
    }
    return { result: compute, run: () => void compute() }
  },

  training(row, inputs) {
    const loss = losses[row.loss]
    const made = makeNet(row, loss, inputs.parameters)
    if ('cannot' in made) return made
    if (row.optimizer.name !== 'sgd') return cannot(`version ${version} has no ${row.optimizer.name}`)
    const { net, volume } = made
    const last = row.layers[row.layers.length - 1]
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
        const sample = x.subarray((i * x.length) / row.batchSize, ((i + 1) * x.length) / row.batchSize)
        sum += trainer.train(volume(sample), loss.target(y[i])).cost_loss
      }
      return (scales.loss * sum) / row.batchSize
    }
    return trainingTask(step, row, inputs)
  },
}

/**
 * A net with given parameters, and what makes a sample its input.
 *
 * @param {{ sample: readonly number[], layers: readonly any[] }} row
 * @param {{ definition: (last: any) => object }} loss
 * @param {Float32Array} parameters
 * @returns {{ net: any, volume: (sample: Float32Array) => any } | import('../harness/side.mjs').Cannot}
 */
function makeNet({ sample, layers }, loss, parameters) {
  if (layers.some(({ type }) => definitions[type] === undefined)) return cannot('has no recurrent layers')
  const [depth, size] = sample.length === 3 ? sample : [sample[0], 1]
  const net = new Net()
  net.makeLayers([
    { type: 'input', out_sx: size, out_sy: size, out_depth: depth },
    ...layers.slice(0, -1).flatMap((layer) => definitions[layer.type](layer)),
    loss.definition(layers[layers.length - 1]),
  ])
  setParameters(net, splitParameters(layers, parameters))
  const volume = (values) => {
    const input = new Vol(size, size, depth, 0)
    setDepthLast(input.w, values, depth)
    return input
  }
  return { net, volume }
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
