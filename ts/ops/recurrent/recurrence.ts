import { isRecorded, record } from '../../autograd/record.js'
import { check, kernels } from '../../runtime/kernels.js'
import { realBytes } from '../../runtime/precision.js'
import { beginOperation } from '../../runtime/residency.js'
import { noteProduct } from '../../runtime/tile-probe.js'
import { emptyTensor } from '../../tensor/copy.js'
import { composite } from '../../tensor/lifetime.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { optionalPointer } from '../declare/affine.js'
import { multiply } from '../declare/gemm.js'
import { norms } from './hidden-gradients.js'
import { type KindName, kinds } from './kinds.js'
import { derivative, type Saved } from './recurrence-backward.js'
import { recurrentFactor, type Sizes, type Weights, Workspace } from './workspace.js'

export interface RecurrenceOptions {
  /** From the last step to the first, for each sequence from its own last one. */
  reverse: boolean
  /** Of the sequences, each from 1 to T; null when all have T steps. */
  lengths: Int32Array | null
  /** Whether the gates are wanted as results. */
  keepGates: boolean
}

export interface Recurrence {
  /** [T, B, H], 0 beyond each sequence's end. */
  output: Tensor
  /** [B, H] after each sequence's last step. */
  h: Tensor
  c: Tensor | undefined
  /** [T, B, gates·H], activated, not recorded; when asked for. */
  gates: Tensor | undefined
  /** [T, B, H], the cell states; when asked for. */
  cells: Tensor | undefined
}

/**
 * One layer in one direction over a whole sequence, as one operation: x [T, B, I] and the state before, h (and c) [B, H],
 * to all states and the last one. All sizes have been checked.
 *
 * One product for all steps' inputs, then for each step one with the recurrent weights, which are packed once, and one
 * pass over the gates. Saved for the derivative, in numbers for each step, sequence and unit, beside the output:
 * plain 0, LSTM 6 (4 gates, c, tanh c), GRU 4 (3 gates, the new gate's recurrent part); with lengths 1 more, as states
 * beyond an end stand still while outputs are 0. In single precision 4 bytes each: an LSTM of 128 units with a batch of
 * 32 saves 96 KiB a step.
 */
export function recurrence(
  op: string,
  kindName: KindName,
  x: Tensor,
  h0: Tensor | undefined,
  c0: Tensor | undefined,
  weights: Weights,
  options: RecurrenceOptions,
): Recurrence {
  let kept: Recurrence | undefined
  composite(() => {
    kept = run(op, kindName, x, h0, c0, weights, options)
    return [kept.output, kept.h, kept.c, kept.gates, kept.cells].filter((t) => t !== undefined)
  })
  return kept as unknown as Recurrence
}

function run(
  op: string,
  kindName: KindName,
  x: Tensor,
  h0: Tensor | undefined,
  c0: Tensor | undefined,
  weights: Weights,
  { reverse, lengths, keepGates }: RecurrenceOptions,
): Recurrence {
  const kind = kinds[kindName]
  const [steps, batch, inputs] = x.shape as [number, number, number]
  const hidden = weights.hh.shape[1] as number
  const sizes: Sizes = { steps, batch, inputs, hidden }
  const all = [x, weights.ih, weights.hh, weights.biasIh, weights.biasHh, h0, c0]
  const isTracked = all.some((t) => t !== undefined && isRecorded(t))
  const [state, width] = [batch * hidden, kind.gates * hidden]
  const room = (columns: number) => emptyTensor([steps, batch, columns], steps * batch * columns, x.dtype, op)

  beginOperation()
  const source = pointer(x, op)
  const inputWeights = pointer(weights.ih, op)
  const hiddenWeights = pointer(weights.hh, op)
  const biasIh = optionalPointer(weights.biasIh, op)
  const biasHh = optionalPointer(weights.biasHh, op)
  const before = { h: optionalPointer(h0, op), c: optionalPointer(c0, op) }
  const states = room(hidden)
  const gates = kind.hasGates ? room(width) : states
  const cells = kind.hasCell ? room(hidden) : undefined
  const extra = kind.hasGates && isTracked ? room(hidden) : undefined
  const space = new Workspace(op, x.dtype)
  const ends = space.lengths(lengths)
  const zeros = space.zeros(before.h === 0 || (kind.hasCell && before.c === 0) ? state : 0)
  const recurrent = space.reals(kind.isApart ? batch * width : 0)
  let bias = biasIh
  if (!kind.isApart && biasIh !== 0) {
    bias = space.reals(width)
    check(kernels.copy(biasIh, bias, width * realBytes))
    check(kernels.accumulate(bias, biasHh, width))
  }
  // The tile may be chosen anew here, so before anything is packed for it.
  noteProduct(steps * state * width)
  const rows = { address: source, length: x.size, rowStride: inputs, columnStride: 1 }
  const columns = { address: inputWeights, length: weights.ih.size, rowStride: 1, columnStride: inputs }
  multiply(rows, 0, columns, 0, gates.storage.address, 0, [steps * batch, width, inputs], false, bias)
  const factor = recurrentFactor(space, hiddenWeights, sizes, width, true)

  const bytes = state * realBytes
  const at = { gates: 0, recurrent, hPrev: 0, h: 0, cPrev: 0, c: 0, extra: 0 }
  const first = states.storage.address
  const back = reverse ? bytes : -bytes
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s
    at.h = first + t * bytes
    at.hPrev = s > 0 ? at.h + back : before.h || zeros
    at.gates = gates.storage.address + t * kind.gates * bytes
    if (cells !== undefined) {
      at.c = cells.storage.address + t * bytes
      at.cPrev = s > 0 ? at.c + back : before.c || zeros
    }
    if (extra !== undefined) at.extra = extra.storage.address + t * bytes
    const [into, offset] = kind.isApart ? [at.recurrent, biasHh] : [at.gates, 0]
    const product = [into, batch, width, hidden, !kind.isApart, offset] as const
    check(kernels.gemm(at.hPrev, state, hidden, 1, ...factor, ...product))
    kind.step(at, [ends, t, batch, hidden])
  }

  space.release()

  const last = reverse ? 0 : steps - 1
  const output = lengths === null ? states : withoutRest(op, states, lengths, sizes)
  const h = stateAt(op, states, last, sizes)
  const c = cells === undefined ? undefined : stateAt(op, cells, last, sizes)
  if (isTracked) {
    const tensors = [x, weights.ih, weights.hh, h0, c0, states, kind.hasGates ? gates : undefined, cells, extra]
    const found = norms(steps)
    const saved: Saved = {
      op,
      kind,
      x,
      h0,
      c0,
      weights,
      states,
      gates,
      cells,
      extra,
      sizes,
      reverse,
      lengths,
      norms: found,
    }
    const results = c === undefined ? [output, h] : [output, h, c]
    const present = (list: readonly (Tensor | undefined)[]) => list.filter((t) => t !== undefined)
    record(op, present(all), results, present(tensors), saved, derivative)
  }
  return { output, h, c, gates: keepGates ? gates : undefined, cells: keepGates ? cells : undefined }
}

/** A copy of the state after step t. */
function stateAt(op: string, states: Tensor, t: number, { batch, hidden }: Sizes): Tensor {
  const y = emptyTensor([batch, hidden], batch * hidden, states.dtype, op)
  const { bytes } = y.storage
  check(kernels.copy(states.storage.address + t * bytes, y.storage.address, bytes))
  return y
}

/** A copy of all states in which those beyond the sequences' ends are 0. */
function withoutRest(op: string, states: Tensor, lengths: Int32Array, { steps, batch, hidden }: Sizes): Tensor {
  const y = emptyTensor(states.shape, states.size, states.dtype, op)
  const { address, bytes } = y.storage
  check(kernels.copy(states.storage.address, address, bytes))
  for (let row = 0; row < batch; row++) {
    for (let t = lengths[row] as number; t < steps; t++) {
      check(kernels.fill(address + (t * batch + row) * hidden * realBytes, hidden, 0))
    }
  }
  return y
}
