import { ShapeError } from '../../errors.js'
import { assertReal } from '../../ops/declare/operand.js'
import type { KindName } from '../../ops/recurrent/kinds.js'
import { recurrence } from '../../ops/recurrent/recurrence.js'
import { squeeze, unsqueeze } from '../../ops/reshape.js'
import { oneOf, withDefaults } from '../../options.js'
import { composite } from '../../tensor/lifetime.js'
import { sameShape, show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { Module } from '../module.js'
import type { Parameter } from '../parameter.js'
import { statePair } from './lstm.js'
import { checkSizes, makeWeights, weightsOf } from './weights.js'

export interface CellOptions {
  /** Whether to add learnt offsets. Default true. */
  bias?: boolean | undefined
}

export interface RNNCellOptions extends CellOptions {
  /** What a state's sum goes through. Default `tanh`. */
  nonlinearity?: 'tanh' | 'relu' | undefined
}

/** What the cells share: one step, with the weights of a layer. */
export abstract class Cell extends Module {
  readonly inputSize: number
  readonly hiddenSize: number
  readonly bias: boolean
  /** [gates·hidden, inputs] */
  declare weight_ih: Parameter
  /** [gates·hidden, hidden] */
  declare weight_hh: Parameter
  /** [gates·hidden], unless `bias` is false. */
  declare bias_ih: Parameter
  declare bias_hh: Parameter
  readonly #kind: KindName

  constructor(kind: KindName, inputSize: number, hiddenSize: number, bias: boolean) {
    super()
    checkSizes(new.target.name, { inputSize, hiddenSize })
    this.inputSize = inputSize
    this.hiddenSize = hiddenSize
    this.bias = bias
    this.#kind = kind
    makeWeights(this, '', kind, [inputSize, hiddenSize], bias)
  }

  /** The states after a step: h, and c where there is a cell. */
  protected step(x: Tensor, states: Record<string, Tensor> | undefined): Tensor[] {
    const op = this.constructor.name
    const { inputSize, hiddenSize } = this
    assertReal(op, x)
    if ((x.ndim !== 1 && x.ndim !== 2) || x.shape[x.ndim - 1] !== inputSize) {
      const expected = `an input of shape [batch, ${inputSize}], or [${inputSize}] for one sample`
      throw new ShapeError(op, { expected, got: show(x.shape) })
    }
    const isSingle = x.ndim === 1
    const expected = [...x.shape.slice(0, -1), hiddenSize]
    for (const [name, state] of Object.entries(states ?? {})) {
      assertReal(op, state, name)
      if (sameShape(state.shape, expected)) continue
      const facts = `${name} of shape ${show(expected)} for an input of shape ${show(x.shape)}`
      throw new ShapeError(op, { expected: facts, got: show(state.shape) })
    }
    return composite(() => {
      const batched = (t: Tensor | undefined) => (t !== undefined && isSingle ? unsqueeze(t, 0) : t)
      const sequence = unsqueeze(batched(x) as Tensor, 0)
      const options = { reverse: false, lengths: null, keepGates: false }
      const before = [batched(states?.h0), batched(states?.c0)] as const
      const { h, c } = recurrence(op, this.#kind, sequence, ...before, weightsOf(this, ''), options)
      return [h, c].filter((t) => t !== undefined).map((t) => (isSingle ? squeeze(t, 0) : t))
    })
  }

  protected override describe(): string {
    return [this.inputSize, this.hiddenSize, ...(this.bias ? [] : ['bias=false'])].join(', ')
  }
}

/**
 * h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh), or with relu: one step of `RNN`. Same as torch.nn.RNNCell.
 * x [B, I] or [I], h [B, H] or [H], 0 when left out. @throws ShapeError
 */
export class RNNCell extends Cell {
  readonly nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, options?: RNNCellOptions) {
    const defaults = { bias: true, nonlinearity: 'tanh' as 'tanh' | 'relu' }
    const { bias, nonlinearity } = withDefaults('RNNCell', options, defaults)
    super(oneOf('RNNCell', 'nonlinearity', nonlinearity, ['tanh', 'relu']), inputSize, hiddenSize, bias)
    this.nonlinearity = nonlinearity
  }

  /** @throws ShapeError, DTypeError when not real */
  forward(x: Tensor, h0?: Tensor): Tensor {
    return this.step(x, h0 === undefined ? undefined : { h0 })[0] as Tensor
  }

  protected override describe(): string {
    return super.describe() + (this.nonlinearity === 'tanh' ? '' : `, nonlinearity=${this.nonlinearity}`)
  }
}

/**
 * One step of `LSTM`: `const [h, c] = cell.forward(x, [h0, c0]?)`. Same as torch.nn.LSTMCell.
 * x [B, I] or [I], states [B, H] or [H], 0 when left out. @throws ShapeError
 */
export class LSTMCell extends Cell {
  constructor(inputSize: number, hiddenSize: number, options?: CellOptions) {
    super('lstm', inputSize, hiddenSize, withDefaults('LSTMCell', options, { bias: true }).bias)
  }

  /** @throws ShapeError, DTypeError when not real */
  forward(x: Tensor, state?: readonly [h0: Tensor, c0: Tensor]): [h: Tensor, c: Tensor] {
    const states = state === undefined ? undefined : statePair('LSTMCell', state)
    return this.step(x, states) as [Tensor, Tensor]
  }
}

/**
 * One step of `GRU`. Same as torch.nn.GRUCell. x [B, I] or [I], h [B, H] or [H], 0 when left out. @throws ShapeError
 */
export class GRUCell extends Cell {
  constructor(inputSize: number, hiddenSize: number, options?: CellOptions) {
    super('gru', inputSize, hiddenSize, withDefaults('GRUCell', options, { bias: true }).bias)
  }

  /** @throws ShapeError, DTypeError when not real */
  forward(x: Tensor, h0?: Tensor): Tensor {
    return this.step(x, h0 === undefined ? undefined : { h0 })[0] as Tensor
  }
}
