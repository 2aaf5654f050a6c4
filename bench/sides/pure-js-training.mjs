import { cannot } from '../harness/side.mjs'
import { PureMlp } from '../pure-js/mlp.mjs'
import { PureNet } from '../pure-js/net.mjs'
import { TanhRegressor } from '../pure-js/tanh-regressor.mjs'
import { splitParameters } from '../subjects/training.mjs'

/** @typedef {import('../subjects/training.mjs').TrainingRow} TrainingRow */

/**
 * The same training as grad128's `trainer`, by the class that has this shape of net.
 *
 * @param {Pick<TrainingRow, 'sample' | 'layers' | 'loss' | 'optimizer' | 'batchSize'>} row
 * @param {Float32Array} parameters initial ones
 * @returns {import('./training-task.mjs').Step | import('../harness/side.mjs').Cannot}
 */
export function pureTrainer({ sample, layers, loss, optimizer, batchSize }, parameters) {
  const linear = layers.filter((layer) => layer.type === 'Linear')
  const shape = [...layers.map(({ type }) => type), loss, optimizer.name].join(' ')
  if (shape === 'Linear Tanh Linear mse sgd' && linear[1].out === 1) {
    const [{ in: features, out: hidden }] = linear
    const net = new TanhRegressor({ features, hidden, parameters, lr: optimizer.lr })
    return ({ x, y }) => net.step(x, y)
  }
  if (/^(Linear ReLU )*Linear crossEntropy (sgd|adam)$/.test(shape)) {
    const flat = splitParameters(layers, parameters).map(({ values }) => values)
    const weights = linear.map((_, i) => ({ weight: flat[2 * i], bias: flat[2 * i + 1] }))
    const sizes = [linear[0].in, ...linear.map(({ out }) => out)]
    const net = new PureMlp({ sizes, batchSize, weights, optimizer })
    return ({ x, y }) => net.step(x, y, batchSize)
  }
  if (loss === 'crossEntropy') {
    const net = new PureNet({ layers, sample, batchSize, parameters, optimizer })
    return ({ x, y }) => net.step(x, y)
  }
  return cannot(`there is no pure JavaScript for ${shape}`)
}
