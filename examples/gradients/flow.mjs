import { keep, linear, randn, stack, train, zeros } from 'grad128'

/**
 * @typedef {object} Task what a recurrent layer is to do
 * @property {import('grad128').Tensor} x [T, B, inputs]
 * @property {(output: import('grad128').Tensor) => import('grad128').Tensor} loss of all outputs: only the last counts
 * @property {number} hidden
 * @property {number} inputs
 */

/**
 * Noise comes in over many steps, and the loss asks for a weighted sum of what is there after the last. Its gradient
 * ∂L/∂h_T has a norm of 1; what reaches h_t is told by how far it faded or grew on the way back.
 *
 * @param {{ steps?: number, batch?: number, inputs?: number, hidden?: number }} [sizes]
 * @returns {Task}
 */
export function makeTask({ steps = 100, batch = 8, inputs = 4, hidden = 32 } = {}) {
  const x = keep(randn([steps, batch, inputs]).mul(0.3))
  const direction = randn([batch, hidden])
  const weights = keep(direction.div(direction.norm()))
  return { x, loss: (output) => output.select(0, -1).mul(weights).sum(), hidden, inputs }
}

/** ‖∂L/∂h_t‖ for t = 1 … T. @param {import('grad128').nn.Module} layer @param {Task} task */
export function flowOf(layer, { x, loss }) {
  return train.gradientFlow(layer, x, loss)
}

/**
 * The same by hand, for any activation: h_t = f(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh), step by step; each state is told
 * to keep its gradient, and has it after `backward`.
 *
 * @param {import('grad128').nn.RNN} rnn whose weights are used
 * @param {(sum: import('grad128').Tensor) => import('grad128').Tensor} activation f
 * @param {Task} task
 * @param {{ window?: number }} [options] after so many steps the state is carried on, but not its gradient
 * @returns {number[]}
 */
export function flowByHand(rnn, activation, { x, loss, hidden }, { window = Number.POSITIVE_INFINITY } = {}) {
  const [steps, batch] = x.shape
  const states = []
  let h = zeros([batch, hidden])
  for (let t = 0; t < steps; t++) {
    if (t > 0 && t % window === 0) h = h.detach()
    const input = linear(x.select(0, t), rnn.weight_ih_l0, rnn.bias_ih_l0)
    h = activation(input.add(linear(h, rnn.weight_hh_l0, rnn.bias_hh_l0)))
    h.retainGrad()
    states.push(h)
  }
  loss(stack(states)).backward()
  const norms = states.map(({ grad }) => (grad === null ? 0 : grad.norm().item()))
  rnn.zeroGrad()
  return norms
}
