import { nn, optim, tensor } from 'grad128'
import { splitParameters } from '../subjects/training.mjs'

/** @typedef {import('../subjects/training.mjs').TrainingRow} TrainingRow */

const builders = {
  Linear: ({ in: features, out }) => new nn.Linear(features, out),
  ReLU: () => new nn.ReLU(),
  Tanh: () => new nn.Tanh(),
}

const losses = {
  crossEntropy: nn.functional.crossEntropy,
  mse: nn.functional.mseLoss,
}

/** @param {readonly import('grad128').Tensor[]} parameters @param {import('../subjects/optimizer.mjs').OptimizerOptions} options */
export function makeOptimizer(parameters, { name, ...options }) {
  return name === 'sgd' ? new optim.SGD(parameters, options) : new optim.Adam(parameters, options)
}

/**
 * A net and its optimizer, as a step that trains on a batch of plain arrays and returns the loss from before the update.
 *
 * @param {Pick<TrainingRow, 'sample' | 'layers' | 'loss' | 'optimizer' | 'batchSize'>} row
 * @param {Float32Array} parameters initial ones
 * @returns {import('./training-task.mjs').Step}
 */
export function trainer({ sample, layers, loss: lossName, optimizer: options, batchSize }, parameters) {
  const model = new nn.Sequential(...layers.map((layer) => builders[layer.type](layer)))
  const keys = Object.keys(model.stateDict())
  const initial = splitParameters(layers, parameters).map(({ shape, values }, i) => [
    keys[i],
    tensor(values, { shape }),
  ])
  model.loadStateDict(Object.fromEntries(initial))
  const optimizer = makeOptimizer(model.parameters(), options)
  const lossOf = losses[lossName]
  return ({ x, y }) => {
    const output = model.forward(tensor(x, { shape: [batchSize, ...sample] }))
    const targets = tensor(y, { shape: lossName === 'crossEntropy' ? [batchSize] : output.shape })
    const loss = lossOf(output, targets)
    const value = loss.item()
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return value
  }
}
