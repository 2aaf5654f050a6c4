import { nn } from 'grad128'
import { flowByHand, flowOf } from './flow.mjs'
import { rotation, withScale } from './weights.mjs'

export const scales = [0.5, 0.9, 1, 1.1, 1.5]

/** How to make each kind of network, and how to see its gradients. `nn.RNN` has no sigmoid: that one goes by hand. */
const kinds = {
  sigmoid: { make: plain('tanh'), flow: (rnn, task) => flowByHand(rnn, (sum) => sum.sigmoid(), task) },
  tanh: { make: plain('tanh'), flow: flowOf },
  ReLU: { make: plain('relu'), flow: flowOf },
  GRU: { make: (inputs, hidden) => new nn.GRU(inputs, hidden), flow: flowOf },
  LSTM: { make: (inputs, hidden) => new nn.LSTM(inputs, hidden), flow: flowOf },
}

/**
 * The gradients' norms of each kind of network with W_hh = ρ·Q, for each ρ and the same rotation Q.
 *
 * @param {import('./flow.mjs').Task} task
 * @returns {Record<keyof typeof kinds, Record<string, number[]>>} by kind and ρ
 */
export function flowsByScale(task) {
  const { inputs, hidden } = task
  const q = rotation(hidden)
  const flows = Object.entries(kinds).map(([kind, { make, flow }]) => [
    kind,
    Object.fromEntries(scales.map((scale) => [`ρ = ${scale}`, flow(withScale(make(inputs, hidden), scale, q), task)])),
  ])
  return Object.fromEntries(flows)
}

function plain(nonlinearity) {
  return (inputs, hidden) => new nn.RNN(inputs, hidden, { nonlinearity })
}
