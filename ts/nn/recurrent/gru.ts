import { withDefaults } from '../../options.js'
import type { Tensor } from '../../tensor/tensor.js'
import type { InspectedSequenceOptions } from './lstm.js'
import { Recurrent, type RecurrentOptions } from './recurrent.js'

export interface GRUOptions extends RecurrentOptions {}

/**
 * The gates of one layer in one direction at every step, activated, each shaped as one direction's output; 0 beyond a
 * sequence's end.
 */
export interface GRUGates {
  /** r, how much of the state the new gate sees. */
  reset: Tensor
  /** z, how much of the state is kept. */
  update: Tensor
  /** n, what the state moves to. */
  new: Tensor
}

type GRUResult<Gates extends boolean> = Gates extends true
  ? [output: Tensor, hN: Tensor, gates: GRUGates[]]
  : [output: Tensor, hN: Tensor]

/**
 * r, z = σ(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh), n = tanh(W_in·x_t + b_in + r·(W_hn·h_{t−1} + b_hn)),
 * h_t = (1 − z)·n + z·h_{t−1}. Same as torch.nn.GRU. Source: Cho et al., "Learning phrase representations using RNN
 * encoder–decoder", 2014, with the reset gate behind the product, as in cuDNN.
 *
 * `const [output, hN] = gru.forward(x, h0?, { lengths })`: x [T, B, I] → output [T, B, D·H] with D directions; states
 * [layers·D, B, H], the initial ones 0 when left out. With `batchFirst` [B, T, …]; a single sequence is [T, I], its
 * states [layers·D, H]. weight_ih_l0 [3H, I], weight_hh_l0 [3H, H], biases [3H], gates in the order r, z, n; all uniform
 * on ±1/√H at first. With `{ gates: true }` a third result lists a `GRUGates` for each layer and direction, in the order
 * of hN.
 *
 * @throws ShapeError, ValueError
 */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options?: GRUOptions) {
    super('gru', inputSize, hiddenSize, options)
  }

  /** @throws ShapeError when shapes do not fit, ValueError for lengths beyond the steps, DTypeError when not real */
  forward<Gates extends boolean = false>(
    x: Tensor,
    h0?: Tensor,
    options?: InspectedSequenceOptions<Gates>,
  ): GRUResult<Gates> {
    const op = this.constructor.name
    const settings = withDefaults<InspectedSequenceOptions>(op, options, { lengths: undefined, gates: false })
    const states = h0 === undefined ? undefined : { h0 }
    const { output, h, gates } = this.run(x, states, settings.lengths, settings.gates === true)
    const result = [output, h]
    return (settings.gates ? [...result, gates.map(named)] : result) as unknown as GRUResult<Gates>
  }
}

function named(gates: readonly Tensor[]): GRUGates {
  const [reset, update, fresh] = gates as [Tensor, Tensor, Tensor]
  return { reset, update, new: fresh }
}
