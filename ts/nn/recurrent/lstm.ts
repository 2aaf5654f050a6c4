import { nameOf, withDefaults } from '../../options.js'
import type { Tensor } from '../../tensor/tensor.js'
import { Recurrent, type RecurrentOptions, type SequenceOptions } from './recurrent.js'

export interface LSTMOptions extends RecurrentOptions {}

export interface InspectedSequenceOptions<Gates extends boolean = boolean> extends SequenceOptions {
  /** Whether to return the gates of every step as well, without gradients. Default false. */
  gates?: Gates | undefined
}

/**
 * The gates of one layer in one direction at every step, activated, each shaped as one direction's output; beyond a
 * sequence's end 0, but that the cell keeps its last state.
 */
export interface LSTMGates {
  /** i, how much of the candidate is taken in. */
  input: Tensor
  /** f, how much of the cell is kept. */
  forget: Tensor
  /** g, what may be taken in. */
  candidate: Tensor
  /** o, how much of the cell is shown. */
  output: Tensor
  /** c, the cell's states. */
  cell: Tensor
}

type LSTMResult<Gates extends boolean> = Gates extends true
  ? [output: Tensor, state: [hN: Tensor, cN: Tensor], gates: LSTMGates[]]
  : [output: Tensor, state: [hN: Tensor, cN: Tensor]]

/**
 * i, f, o = σ(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh), g = tanh(the same), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t).
 * Same as torch.nn.LSTM. Source: Hochreiter and Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber and
 * Cummins, "Learning to forget", 2000.
 *
 * `const [output, [hN, cN]] = lstm.forward(x, [h0, c0]?, { lengths })`: x [T, B, I] → output [T, B, D·H] with D
 * directions; states [layers·D, B, H], the initial ones 0 when left out. With `batchFirst` [B, T, …]; a single sequence
 * is [T, I], its states [layers·D, H]. weight_ih_l0 [4H, I], weight_hh_l0 [4H, H], biases [4H], gates in the order
 * i, f, g, o; all uniform on ±1/√H at first. With `{ gates: true }` a third result lists an `LSTMGates` for each layer
 * and direction, in the order of hN.
 *
 * A forget gate that begins open remembers longer (Jozefowicz, Zaremba and Sutskever, 2015):
 *
 * ```ts
 * const lstm = new nn.LSTM(8, 32)
 * const bias = lstm.bias_ih_l0.data()
 * lstm.bias_ih_l0.copyFrom(bias.fill(1, 32, 64)) // the second of four gates
 * ```
 *
 * @throws ShapeError, ValueError
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options?: LSTMOptions) {
    super('lstm', inputSize, hiddenSize, options)
  }

  /** @throws ShapeError when shapes do not fit, ValueError for lengths beyond the steps, DTypeError when not real */
  forward<Gates extends boolean = false>(
    x: Tensor,
    state?: readonly [h0: Tensor, c0: Tensor],
    options?: InspectedSequenceOptions<Gates>,
  ): LSTMResult<Gates> {
    const op = this.constructor.name
    const settings = withDefaults<InspectedSequenceOptions>(op, options, { lengths: undefined, gates: false })
    const states = state === undefined ? undefined : statePair(op, state)
    const { output, h, c, gates } = this.run(x, states, settings.lengths, settings.gates === true)
    const result = [output, [h, c]]
    return (settings.gates ? [...result, gates.map(named)] : result) as unknown as LSTMResult<Gates>
  }
}

function named(gates: readonly Tensor[]): LSTMGates {
  const [input, forget, candidate, output, cell] = gates as [Tensor, Tensor, Tensor, Tensor, Tensor]
  return { input, forget, candidate, output, cell }
}

/** @throws TypeError when it is no list of two */
export function statePair(op: string, state: unknown): { h0: Tensor; c0: Tensor } {
  if (Array.isArray(state) && state.length === 2) return { h0: state[0], c0: state[1] }
  throw new TypeError(`${op}: expected the state as [h0, c0], got ${nameOf(state)}`)
}
