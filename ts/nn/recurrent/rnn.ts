import { oneOf, withDefaults } from '../../options.js'
import type { Tensor } from '../../tensor/tensor.js'
import { DEFAULTS, Recurrent, type RecurrentOptions, type SequenceOptions } from './recurrent.js'

export interface RNNOptions extends RecurrentOptions {
  /** What a state's sum goes through. Default `tanh`. */
  nonlinearity?: 'tanh' | 'relu' | undefined
}

/**
 * h_t = tanh(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh), or with relu instead. Same as torch.nn.RNN. Source: Elman, "Finding
 * structure in time", 1990.
 *
 * `const [output, hN] = rnn.forward(x, h0?, { lengths })`: x [T, B, I] → output [T, B, D·H] with D directions; states
 * [layers·D, B, H], the initial ones 0 when left out. With `batchFirst` [B, T, …]; a single sequence is [T, I], its
 * states [layers·D, H]. weight_ih_l0 [H, I], weight_hh_l0 [H, H], biases [H]; all uniform on ±1/√H at first.
 *
 * A ReLU network that begins as the identity keeps its gradients over hundreds of steps (Le, Jaitly and Hinton, 2015):
 *
 * ```ts
 * const rnn = new nn.RNN(2, 100, { nonlinearity: 'relu' })
 * rnn.weight_hh_l0.copyFrom(eye(100))
 * for (const bias of [rnn.bias_ih_l0, rnn.bias_hh_l0]) nn.init.zeros(bias)
 * ```
 *
 * @throws ShapeError, ValueError
 */
export class RNN extends Recurrent {
  readonly nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, options?: RNNOptions) {
    const defaults = { nonlinearity: 'tanh' as 'tanh' | 'relu', ...DEFAULTS }
    const { nonlinearity, ...rest } = withDefaults('RNN', options, defaults)
    super(oneOf('RNN', 'nonlinearity', nonlinearity, ['tanh', 'relu']), inputSize, hiddenSize, rest)
    this.nonlinearity = nonlinearity
  }

  /** @throws ShapeError when shapes do not fit, ValueError for lengths beyond the steps, DTypeError when not real */
  forward(x: Tensor, h0?: Tensor, options?: SequenceOptions): [output: Tensor, hN: Tensor] {
    const { lengths } = withDefaults<SequenceOptions>(this.constructor.name, options, { lengths: undefined })
    const { output, h } = this.run(x, h0 === undefined ? undefined : { h0 }, lengths, false)
    return [output, h]
  }
}
