import { ValueError } from '../../errors.js'
import { cat, stack } from '../../ops/cat.js'
import { checkProbability, dropout } from '../../ops/dropout.js'
import type { KindName } from '../../ops/recurrent/kinds.js'
import { type Recurrence, recurrence } from '../../ops/recurrent/recurrence.js'
import { squeeze, unsqueeze } from '../../ops/reshape.js'
import { select } from '../../ops/slice.js'
import { chunk } from '../../ops/split.js'
import { transpose } from '../../ops/transpose.js'
import { withDefaults } from '../../options.js'
import { composite } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'
import { Module } from '../module.js'
import type { Parameter } from '../parameter.js'
import { axesOf, checkLengths, checkState } from './check.js'
import { checkSizes, makeWeights, weightsOf } from './weights.js'

export interface RecurrentOptions {
  /** Layers one above the other. Default 1. */
  numLayers?: number | undefined
  /** Whether to add learnt offsets, one for the input's part and one for the state's. Default true. */
  bias?: boolean | undefined
  /** Whether inputs and outputs are [B, T, features] instead of [T, B, features]; states never are. Default false. */
  batchFirst?: boolean | undefined
  /** While training, the probability with which an output of each layer but the last becomes 0. Default 0. */
  dropout?: number | undefined
  /** Whether each layer also runs from the last step to the first; both outputs side by side. Default false. */
  bidirectional?: boolean | undefined
}

export interface SequenceOptions {
  /**
   * Steps of each sequence, from 1 to T, in any order. Beyond an end outputs are 0, the last state is that of each
   * sequence's own last step, and the reverse direction begins there. Default: all have T steps.
   */
  lengths?: Int32Array | readonly number[] | undefined
}

/** What a layer gives: all outputs, the states after the last step, and gates when they were asked for. */
export interface Run {
  output: Tensor
  h: Tensor
  c: Tensor | undefined
  /** A list for each layer and direction, in the order of `h`: each gate and, with a cell, its states. */
  gates: Tensor[][]
}

/** Whatever is not asked for, as in torch. */
export const DEFAULTS: { [K in keyof RecurrentOptions]-?: NonNullable<RecurrentOptions[K]> } = {
  numLayers: 1,
  bias: true,
  batchFirst: false,
  dropout: 0,
  bidirectional: false,
}

/** What RNN, LSTM and GRU share: layers, directions, the order of axes. */
export abstract class Recurrent extends Module {
  readonly inputSize: number
  readonly hiddenSize: number
  readonly numLayers: number
  readonly bias: boolean
  readonly batchFirst: boolean
  readonly dropout: number
  readonly bidirectional: boolean;
  /** Input weights of a layer, `_l0` …, and of its other direction, `_l0_reverse` …: [gates·hidden, inputs]. */
  [inputWeight: `weight_ih_${string}`]: Parameter
  /** Recurrent weights: [gates·hidden, hidden]. */
  [hiddenWeight: `weight_hh_${string}`]: Parameter
  /** Offsets, [gates·hidden], unless `bias` is false. */
  [bias: `bias_${string}`]: Parameter
  // Those of every layer that there is, so that the types know of them.
  declare weight_ih_l0: Parameter
  declare weight_hh_l0: Parameter
  declare bias_ih_l0: Parameter
  declare bias_hh_l0: Parameter
  readonly #kind: KindName

  constructor(kind: KindName, inputSize: number, hiddenSize: number, options: RecurrentOptions | undefined) {
    super()
    const op = new.target.name
    if (options !== undefined && options !== null && (options as { projSize?: unknown }).projSize !== undefined) {
      throw new ValueError(op, {
        expected: 'no projSize: states are not projected here',
        got: String((options as { projSize?: unknown }).projSize),
        remedy: 'Put a Linear behind the layer; it projects the outputs, though not the state that is carried on',
      })
    }
    const settings = withDefaults(op, options, DEFAULTS)
    const { numLayers } = settings
    checkSizes(op, { inputSize, hiddenSize, numLayers })
    checkProbability(op, settings.dropout)
    this.inputSize = inputSize
    this.hiddenSize = hiddenSize
    this.numLayers = numLayers
    this.bias = settings.bias
    this.batchFirst = settings.batchFirst
    this.dropout = settings.dropout
    this.bidirectional = settings.bidirectional
    this.#kind = kind
    for (const { layer, suffix } of this.#directions()) {
      const inputs = layer === 0 ? inputSize : hiddenSize * (this.bidirectional ? 2 : 1)
      makeWeights(this, suffix, kind, [inputs, hiddenSize], this.bias)
    }
  }

  *#directions(): Generator<{ layer: number; suffix: string; reverse: boolean }> {
    for (let layer = 0; layer < this.numLayers; layer++) {
      yield { layer, suffix: `_l${layer}`, reverse: false }
      if (this.bidirectional) yield { layer, suffix: `_l${layer}_reverse`, reverse: true }
    }
  }

  /** All layers on a sequence; `states` are h, or h and c, and may be missing. */
  protected run(
    x: Tensor,
    states: { h0: Tensor; c0?: Tensor | undefined } | undefined,
    given: SequenceOptions['lengths'],
    keepGates: boolean,
  ): Run {
    const op = this.constructor.name
    const axes = axesOf(op, x, this.inputSize, this.batchFirst)
    const isSingle = x.ndim === 2
    const batch = isSingle ? 1 : (x.shape[axes.indexOf('batch')] as number)
    const count = this.numLayers * (this.bidirectional ? 2 : 1)
    for (const [name, state] of Object.entries(states ?? {})) {
      if (state !== undefined) checkState(op, name, state, [count, isSingle ? null : batch, this.hiddenSize], x, axes)
    }
    const lengths = checkLengths(op, given, batch, x.shape[axes.indexOf('time')] as number)
    let kept: Run | undefined
    // A step may end inside: what a past one made need not stay until all layers and directions are through.
    composite(() => {
      const all = (state: Tensor | undefined) => (state !== undefined && isSingle ? unsqueeze(state, 1) : state)
      const sequence = isSingle ? unsqueeze(x, 1) : this.batchFirst ? transpose(x, 0, 1) : x
      const parts = this.#layers(op, sequence, all(states?.h0), all(states?.c0), lengths, keepGates)
      kept = this.#arranged(parts, isSingle)
      return [kept.output, kept.h, kept.c, ...kept.gates.flat()].filter((t) => t !== undefined)
    }, false)
    return kept as unknown as Run
  }

  #layers(
    op: string,
    x: Tensor,
    h0: Tensor | undefined,
    c0: Tensor | undefined,
    lengths: Int32Array | null,
    keepGates: boolean,
  ): { output: Tensor; parts: Recurrence[] } {
    const parts: Recurrence[] = []
    let input = x
    let outputs: Tensor[] = []
    for (const { layer, suffix, reverse } of this.#directions()) {
      if (layer > 0 && !reverse) {
        input = dropout(joined(outputs), { p: this.dropout, training: this.training })
        outputs = []
      }
      const own = (state: Tensor | undefined) => (state === undefined ? undefined : select(state, 0, parts.length))
      const options = { reverse, lengths, keepGates }
      const part = recurrence(op, this.#kind, input, own(h0), own(c0), weightsOf(this, suffix), options)
      parts.push(part)
      outputs.push(part.output)
    }
    return { output: joined(outputs), parts }
  }

  /** In the order of axes that the caller has. */
  #arranged({ output, parts }: { output: Tensor; parts: Recurrence[] }, isSingle: boolean): Run {
    const sequence = (t: Tensor) => (isSingle ? squeeze(t, 1) : this.batchFirst ? transpose(t, 0, 1) : t)
    const together = (states: Tensor[]) => {
      const all = states.length === 1 ? unsqueeze(states[0] as Tensor, 0) : stack(states)
      return isSingle ? squeeze(all, 1) : all
    }
    const cells = parts.map(({ c }) => c).filter((c) => c !== undefined)
    const gatesOf = ({ gates, cells }: Recurrence) => {
      if (gates === undefined) return []
      const apart = chunk(gates, (gates.shape[2] as number) / this.hiddenSize, 2)
      return (cells === undefined ? apart : [...apart, cells]).map(sequence)
    }
    return {
      output: sequence(output),
      h: together(parts.map(({ h }) => h)),
      c: cells.length === 0 ? undefined : together(cells),
      gates: parts.map(gatesOf),
    }
  }

  protected override describe(): string {
    const { inputSize, hiddenSize } = this
    const changed = Object.entries(DEFAULTS).filter(([name, value]) => this[name as keyof typeof DEFAULTS] !== value)
    const settings = changed.map(([name]) => `${name}=${this[name as keyof typeof DEFAULTS]}`)
    return [inputSize, hiddenSize, ...settings].join(', ')
  }
}

/** Both directions side by side. */
function joined(outputs: readonly Tensor[]): Tensor {
  return outputs.length === 1 ? (outputs[0] as Tensor) : cat(outputs, 2)
}
