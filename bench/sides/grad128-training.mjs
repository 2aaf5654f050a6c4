import { nn, optim, tensor } from 'grad128'
import { makeModel } from './grad128-layers.mjs'

/** @typedef {import('../subjects/training.mjs').TrainingRow} TrainingRow */

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
  const model = makeModel(layers, parameters)
  const optimizer = makeOptimizer(model.parameters(), options)
  const lossOf = losses[lossName]
  return ({ x, y }) => {
    const output = model.forward(tensor(x, { shape: [batchSize, ...sample] }))
    const targets = tensor(y, { shape: lossName === 'crossEntropy' ? [y.length] : output.shape })
    const loss = lossOf(output, targets)
    const value = loss.item()
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return value
  }
}
