import { nn, tensor } from 'grad128'
import { splitParameters } from '../subjects/training.mjs'

/** @typedef {import('../subjects/layers.mjs').Layer} Layer */

/** A recurrent layer without its final state, as a Sequential needs it. */
class Outputs extends nn.Module {
  /** @param {import('grad128').nn.LSTM | import('grad128').nn.GRU | import('grad128').nn.RNN} layer */
  constructor(layer) {
    super()
    this.layer = layer
  }

  forward(x) {
    return this.layer.forward(x)[0]
  }
}

/** @type {Record<Layer['type'], (layer: any) => import('grad128').nn.Module>} */
const builders = {
  Linear: ({ in: features, out }) => new nn.Linear(features, out),
  Conv2d: ({ in: channels, out, kernel, padding, groups = 1 }) =>
    new nn.Conv2d(channels, out, kernel, { padding, groups }),
  MaxPool2d: ({ kernel, stride = kernel, padding = 0 }) => new nn.MaxPool2d(kernel, { stride, padding }),
  BatchNorm2d: ({ channels }) => new nn.BatchNorm2d(channels),
  Flatten: ({ startDim = 1, endDim = -1 }) => new nn.Flatten({ startDim, endDim }),
  RNN: ({ in: features, hidden }) => new Outputs(new nn.RNN(features, hidden, { batchFirst: true })),
  LSTM: ({ in: features, hidden }) => new Outputs(new nn.LSTM(features, hidden, { batchFirst: true })),
  GRU: ({ in: features, hidden }) => new Outputs(new nn.GRU(features, hidden, { batchFirst: true })),
  ReLU: () => new nn.ReLU(),
  Tanh: () => new nn.Tanh(),
}

/** A net with given parameters. @param {readonly Layer[]} layers @param {Float32Array} parameters */
export function makeModel(layers, parameters) {
  const model = new nn.Sequential(...layers.map((layer) => builders[layer.type](layer)))
  const targets = model.parameters()
  for (const [i, { shape, values }] of splitParameters(layers, parameters).entries()) {
    targets[i].copyFrom(tensor(values, { shape }))
  }
  return model
}
