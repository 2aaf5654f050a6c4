import { nn } from 'grad128'
import { flowByHand, flowOf } from './flow.mjs'
import { asIdentity, withOffset } from './weights.mjs'

/**
 * What helps against fading: the same task for networks as they are by default, and after each remedy.
 *
 * @param {import('./flow.mjs').Task} task
 * @returns {Record<string, Record<string, number[]>>} norms by remedy and network
 */
export function flowsByRemedy(task) {
  const { inputs, hidden } = task
  const relu = () => new nn.RNN(inputs, hidden, { nonlinearity: 'relu' })
  const lstm = (offset) => flowOf(withOffset(new nn.LSTM(inputs, hidden), 1, offset), task)
  const gru = (offset) => flowOf(withOffset(new nn.GRU(inputs, hidden), 1, offset), task)
  return {
    identity: { 'ReLU as it is': flowOf(relu(), task), 'ReLU, W_hh = 1': flowOf(asIdentity(relu()), task) },
    LSTM: { 'forget bias 0': lstm(0), 'forget bias 1': lstm(1), 'forget bias 3': lstm(3) },
    GRU: { 'update bias 0': gru(0), 'update bias 1': gru(1), 'update bias 3': gru(3) },
  }
}

/**
 * Truncated backpropagation: the gradient ends where its window begins, however well it would have flown on.
 *
 * @param {import('./flow.mjs').Task} task
 * @param {number} window
 */
export function truncatedFlows(task, window) {
  const rnn = asIdentity(new nn.RNN(task.inputs, task.hidden, { nonlinearity: 'relu' }))
  const { relu } = nn.functional
  return { whole: flowByHand(rnn, relu, task), [`windows of ${window}`]: flowByHand(rnn, relu, task, { window }) }
}
