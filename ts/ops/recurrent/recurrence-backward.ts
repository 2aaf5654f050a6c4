import type { Backward } from '../../autograd/node.js'
import { check, kernels } from '../../runtime/kernels.js'
import { realBytes } from '../../runtime/precision.js'
import { beginOperation } from '../../runtime/residency.js'
import { noteProduct } from '../../runtime/tile-probe.js'
import { emptyTensor } from '../../tensor/copy.js'
import type { Shape } from '../../tensor/shape.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { optionalPointer } from '../declare/affine.js'
import { type Matrices, multiply } from '../declare/gemm.js'
import { hiddenGradientNorm } from './hidden-gradients.js'
import type { GateBlock, Kind } from './kinds.js'
import { recurrentFactor, type Sizes, type Weights, Workspace } from './workspace.js'

/** What `recurrence` leaves for its derivative. */
export interface Saved {
  op: string
  kind: Kind
  x: Tensor
  h0: Tensor | undefined
  c0: Tensor | undefined
  weights: Weights
  /** [T, B, H]: as the output, but standing still beyond the ends. */
  states: Tensor
  gates: Tensor
  cells: Tensor | undefined
  extra: Tensor | undefined
  sizes: Sizes
  reverse: boolean
  lengths: Int32Array | null
  /** Where ‖∂L/∂h_t‖ is written, if anybody asked. */
  norms: Float64Array | null
}

/**
 * Through time: for each step, last one first, one pass over the gates and one product with W_hh, which carries the
 * gradient to the step before; then one product each, over all steps, for dW_ih, dW_hh and dx.
 */
export const derivative: Backward<Saved> = (upstream, saved, needs) => {
  const { x, h0, c0, weights } = saved
  const { biasIh, biasHh } = weights
  // In the order in which `recurrence` recorded those that there are.
  let place = 0
  const isNeeded = (t: Tensor | undefined) => t !== undefined && needs(place++)
  const wanted = [x, weights.ih, weights.hh, biasIh, biasHh, h0, c0].map(isNeeded)
  const [wantsX, wantsIh, wantsHh, wantsBiasIh, wantsBiasHh, wantsH0, wantsC0] = wanted
  const { d, dh, dc } = throughTime(upstream, saved, wantsH0 === true)
  const biases = wantsBiasIh || wantsBiasHh ? biasGradients(saved, d) : [null, null]
  const gradients: readonly [Tensor | undefined, Tensor | null][] = [
    [x, wantsX ? inputGradient(saved, d) : null],
    [weights.ih, wantsIh ? inputWeightGradient(saved, d) : null],
    [weights.hh, wantsHh ? hiddenWeightGradient(saved, d) : null],
    [biasIh, wantsBiasIh ? (biases[0] as Tensor) : null],
    [biasHh, wantsBiasHh ? (biases[1] as Tensor) : null],
    [h0, wantsH0 ? dh : null],
    [c0, wantsC0 ? dc : null],
  ]
  return gradients.filter(([t]) => t !== undefined).map(([, gradient]) => gradient)
}

interface Carried {
  /** [T, B, gradients·H] of the gates. */
  d: Tensor
  /** [B, H] of the states before the first step. */
  dh: Tensor
  dc: Tensor | null
}

function throughTime([dy, dhN, dcN]: readonly (Tensor | null | undefined)[], saved: Saved, toStart: boolean): Carried {
  const { op, kind, x, h0, c0, weights, sizes, reverse, lengths } = saved
  const { steps, batch, hidden } = sizes
  const [state, width, row] = [batch * hidden, kind.gates * hidden, kind.gradients * hidden]
  const bytes = state * realBytes
  beginOperation()
  const hiddenWeights = pointer(weights.hh, op)
  const states = pointer(saved.states, op)
  const gates = pointer(saved.gates, op)
  const cells = optionalPointer(saved.cells, op)
  const extra = optionalPointer(saved.extra, op)
  const before = { h: optionalPointer(h0, op), c: optionalPointer(c0, op) }
  const upstream = optionalPointer(dy ?? undefined, op)
  const dh = copyOrZeros(op, saved.states, dhN, sizes)
  const dc = kind.hasCell ? copyOrZeros(op, saved.states, dcN, sizes) : null
  const d = emptyTensor([steps, batch, row], steps * batch * row, x.dtype, op)
  const space = new Workspace(op, x.dtype)
  const ends = space.lengths(lengths)
  const zeros = space.zeros(state)
  noteProduct(steps * state * width)
  const factor = recurrentFactor(space, hiddenWeights, sizes, width, false)
  const skipped = kind.hiddenBlock.column * hidden
  const none = { gates: 0, recurrent: 0, hPrev: 0, h: 0, cPrev: 0, c: 0, extra: 0, dy: 0, d: 0 }
  const now = { ...none, dh: dh.storage.address, dc: dc?.storage.address ?? 0 }
  const back = reverse ? bytes : -bytes
  for (let s = steps - 1; s >= 0; s--) {
    const t = reverse ? steps - 1 - s : s
    now.h = states + t * bytes
    now.hPrev = s > 0 ? now.h + back : before.h || zeros
    now.gates = gates + t * kind.gates * bytes
    now.c = cells + t * bytes
    now.cPrev = s > 0 ? now.c + back : before.c || zeros
    now.extra = extra + t * bytes
    now.dy = upstream === 0 ? 0 : upstream + t * bytes
    now.d = d.storage.address + t * kind.gradients * bytes
    if (saved.norms !== null) {
      const isActive = (sequence: number) => lengths === null || t < (lengths[sequence] as number)
      saved.norms[t] = hiddenGradientNorm(now.dh, now.dy, [batch, hidden], isActive)
    }
    kind.stepBackward(now, [ends, t, batch, hidden])
    if (s === 0 && !toStart) break
    const left = [now.d + skipped * realBytes, Math.max(0, batch * row - skipped), row, 1] as const
    const product = [now.dh, batch, hidden, width, true, 0] as const
    check(kernels.gemm(...left, ...factor, ...product))
  }
  space.release()
  return { d, dh, dc }
}

/** A gradient that the loop may change, [B, H]. */
function copyOrZeros(op: string, like: Tensor, t: Tensor | null | undefined, { batch, hidden }: Sizes): Tensor {
  const source = optionalPointer(t ?? undefined, op)
  const y = emptyTensor([batch, hidden], batch * hidden, like.dtype, op)
  const { address, bytes } = y.storage
  check(source === 0 ? kernels.fill(address, y.size, 0) : kernels.copy(source, address, bytes))
  return y
}

/** dx = d·W_ih over all steps at once. */
function inputGradient({ op, kind, x, weights, sizes }: Saved, d: Tensor): Tensor {
  const { steps, batch, inputs, hidden } = sizes
  beginOperation()
  const gradients = pointer(d, op)
  const factor = pointer(weights.ih, op)
  const dx = emptyTensor(x.shape, x.size, x.dtype, op)
  for (const [i, block] of kind.inputBlocks.entries()) {
    const rows = block.count * hidden
    const left = blockOf(gradients, kind, block, 0, steps * batch, hidden)
    const right = matrix(factor + block.row * hidden * inputs * realBytes, rows, inputs)
    multiply(left, 0, right, 0, dx.storage.address, 0, [steps * batch, inputs, rows], i > 0)
  }
  return dx
}

/** dW_ih = dᵀ·x over all steps at once. */
function inputWeightGradient({ op, kind, x, weights, sizes }: Saved, d: Tensor): Tensor {
  const { steps, batch, inputs, hidden } = sizes
  beginOperation()
  const gradients = pointer(d, op)
  const right = matrix(pointer(x, op), steps * batch, inputs)
  const dw = emptyTensor(weights.ih.shape, weights.ih.size, x.dtype, op)
  for (const block of kind.inputBlocks) {
    const left = transposed(blockOf(gradients, kind, block, 0, steps * batch, hidden))
    const target = dw.storage.address + block.row * hidden * inputs * realBytes
    multiply(left, 0, right, 0, target, 0, [block.count * hidden, inputs, steps * batch], false)
  }
  return dw
}

/** dW_hh = Σ d_tᵀ·h_{t−1}: the states of all steps but the last at once, then the initial one. */
function hiddenWeightGradient({ op, kind, h0, weights, states, sizes, reverse }: Saved, d: Tensor): Tensor {
  const { steps, batch, hidden } = sizes
  beginOperation()
  const [gradients, all] = [pointer(d, op), pointer(states, op)]
  const initial = optionalPointer(h0, op)
  const dw = emptyTensor(weights.hh.shape, weights.hh.size, states.dtype, op)
  const into = dw.storage.address
  const block = kind.hiddenBlock
  const rows = block.count * hidden
  const count = (steps - 1) * batch
  const [from, to] = reverse ? [batch, 0] : [0, batch]
  const left = transposed(blockOf(gradients, kind, block, to, count, hidden))
  const right = matrix(all + from * hidden * realBytes, count, hidden)
  multiply(left, 0, right, 0, into, 0, [rows, hidden, count], false)
  if (initial !== 0) {
    const first = transposed(blockOf(gradients, kind, block, reverse ? count : 0, batch, hidden))
    multiply(first, 0, matrix(initial, batch, hidden), 0, into, 0, [rows, hidden, batch], true)
  }
  return dw
}

/** Σ d over steps and sequences, once for each of the two biases. */
function biasGradients({ op, kind, weights, sizes }: Saved, d: Tensor): [Tensor, Tensor] {
  const { steps, batch, hidden } = sizes
  const row = kind.gradients * hidden
  const shape: Shape = (weights.biasIh as Tensor).shape
  const size = kind.gates * hidden
  beginOperation()
  const source = pointer(d, op)
  const sums = new Workspace(op, d.dtype).reals(row)
  check(kernels.sum(source, sums, 1, steps * batch, row, 1))
  const gathered = (blocks: readonly GateBlock[]) => {
    const bias = emptyTensor(shape, size, d.dtype, op)
    for (const { column, row, count } of blocks) {
      const [from, to] = [sums + column * hidden * realBytes, bias.storage.address + row * hidden * realBytes]
      check(kernels.copy(from, to, count * hidden * realBytes))
    }
    return bias
  }
  return [gathered(kind.inputBlocks), gathered([kind.hiddenBlock])]
}

/** Gradients of a block of gates, as a matrix of `count` rows from row `first` on. */
function blockOf(d: number, kind: Kind, block: GateBlock, first: number, count: number, hidden: number): Matrices {
  const rowStride = kind.gradients * hidden
  const skipped = block.column * hidden
  const address = d + (first * rowStride + skipped) * realBytes
  return { address, length: Math.max(0, count * rowStride - skipped), rowStride, columnStride: 1 }
}

function matrix(address: number, rows: number, columns: number): Matrices {
  return { address, length: rows * columns, rowStride: columns, columnStride: 1 }
}

function transposed({ address, length, rowStride, columnStride }: Matrices): Matrices {
  return { address, length, rowStride: columnStride, columnStride: rowStride }
}
