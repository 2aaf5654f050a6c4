import { nn, optim, tensor } from 'grad128'
import { PureMlp } from './pure-js/mlp.mjs'

/**
 * @typedef {{ images: Float32Array, labels: Int32Array }} Batch images [batch, in] and their classes [batch]
 * @typedef {(batch: Batch) => number} Step trains on a batch and returns its loss from before the update
 */

/**
 * A net with one hidden layer as grad128 and as pure JavaScript train it: from the same initial weights, by the same
 * optimizer, each side's step from plain arrays to the loss as a number.
 *
 * @param {{ sizes: readonly [number, number, number], batchSize: number, optimizer: 'sgd' | 'adam', lr: number }} options
 * @returns {{ library: Step, pure: Step }}
 */
export function mlpSides({ sizes, batchSize, optimizer: name, lr }) {
  const [inputs, hidden, classes] = sizes
  const [first, last] = [new nn.Linear(inputs, hidden), new nn.Linear(hidden, classes)]
  const model = new nn.Sequential(first, new nn.ReLU(), last)
  const weights = [first, last].map(({ weight, bias }) => ({ weight: weight.data(), bias: bias.data() }))
  const net = new PureMlp({ sizes, batchSize, weights, optimizer: { name, lr } })
  const Optimizer = { sgd: optim.SGD, adam: optim.Adam }[name]
  const optimizer = new Optimizer(model.parameters(), { lr })
  return {
    library({ images, labels }) {
      const x = tensor(images, { shape: [batchSize, inputs] })
      const loss = nn.functional.crossEntropy(model.forward(x), tensor(labels))
      const value = loss.item()
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return value
    },
    pure: ({ images, labels }) => net.step(images, labels, batchSize),
  }
}

/**
 * One step of both sides on each batch: the largest difference of their losses, relative to the loss where it is above 1.
 *
 * @param {{ library: Step, pure: Step }} sides
 * @param {readonly Batch[]} batches
 * @returns {number}
 * @throws {Error} when it exceeds 1e-4: what does not compute the same is not to be compared
 */
export function checkSameLosses({ library, pure }, batches) {
  const differences = batches.map((batch) => {
    const expected = pure(batch)
    return Math.abs(library(batch) - expected) / Math.max(1, expected)
  })
  const wrong = differences.findIndex((difference) => !(difference <= 1e-4))
  if (wrong !== -1) {
    throw new Error(
      `grad128 and pure JavaScript must give the same losses to 1e-4, but differ by ${differences[wrong]} at step ${wrong}.`,
    )
  }
  return Math.max(...differences)
}
