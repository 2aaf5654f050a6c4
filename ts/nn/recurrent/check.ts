import { ShapeError, ValueError } from '../../errors.js'
import { assertReal } from '../../ops/declare/operand.js'
import { nameOf } from '../../options.js'
import { sameShape, show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'

/** An input's axes by name, in their order; `batch` is missing for a single sequence. */
export type Axes = readonly ('time' | 'batch' | 'features')[]

/** What each axis of an input is taken for. @throws ShapeError, DTypeError */
export function axesOf(op: string, x: Tensor, inputSize: number, batchFirst: boolean): Axes {
  assertReal(op, x)
  const batched: Axes = batchFirst ? ['batch', 'time', 'features'] : ['time', 'batch', 'features']
  if (x.ndim !== 2 && x.ndim !== 3) {
    throw new ShapeError(op, {
      expected: `an input of shape [${batched.join(', ')}], or [time, features] for one sequence`,
      got: show(x.shape),
    })
  }
  const axes: Axes = x.ndim === 2 ? ['time', 'features'] : batched
  if (x.shape[x.ndim - 1] !== inputSize) {
    throw new ShapeError(op, {
      expected: `an input of shape [${axes.join(', ')}] with ${inputSize} features, the layer’s inputSize`,
      got: taken(x, axes),
      remedy: 'The last axis holds the features of a step, whatever batchFirst is; permute the input, or reshape it',
    })
  }
  if (x.shape[axes.indexOf('time')] === 0) {
    throw new ShapeError(op, { expected: 'at least one step in time', got: taken(x, axes) })
  }
  return axes
}

/** `[32, 10, 5], taken as time 32, batch 10, features 5` */
function taken(x: Tensor, axes: Axes): string {
  return `${show(x.shape)}, taken as ${axes.map((axis, i) => `${axis} ${x.shape[i]}`).join(', ')}`
}

/** @throws ShapeError when a state does not belong to such an input, DTypeError */
export function checkState(
  op: string,
  name: string,
  state: Tensor,
  [count, batch, hidden]: readonly [number, number | null, number],
  x: Tensor,
  axes: Axes,
): void {
  assertReal(op, state, name)
  const expected = batch === null ? [count, hidden] : [count, batch, hidden]
  if (sameShape(state.shape, expected)) return
  const parts = batch === null ? '[layers·directions, hiddenSize]' : '[layers·directions, batch, hiddenSize]'
  throw new ShapeError(op, {
    expected: `${name} of shape ${show(expected)}, that is ${parts}, for an input of shape ${taken(x, axes)}`,
    got: show(state.shape),
    remedy: batchRemedy(state, expected, axes),
  })
}

function batchRemedy(state: Tensor, expected: readonly number[], axes: Axes): string | undefined {
  if (state.ndim !== expected.length) {
    return 'A batch needs a state with a batch axis, a single sequence one without'
  }
  const mixed = state.ndim === 3 && state.shape[0] === expected[0] && state.shape[2] === expected[2]
  if (!mixed) return undefined
  return axes[0] === 'batch'
    ? 'With batchFirst the batch is the input’s first axis'
    : 'Without batchFirst the batch is the input’s second axis; pass { batchFirst: true } if it is the first'
}

/** The lengths of the sequences; null where all have every step. @throws TypeError, ShapeError, ValueError */
export function checkLengths(op: string, lengths: unknown, batch: number, steps: number): Int32Array | null {
  if (lengths === undefined) return null
  if (!Array.isArray(lengths) && !(lengths instanceof Int32Array)) {
    throw new TypeError(`${op}: expected lengths as an array of numbers or an Int32Array, got ${nameOf(lengths)}`)
  }
  if (lengths.length !== batch) {
    throw new ShapeError(op, { expected: `a length for each of ${batch} sequences`, got: String(lengths.length) })
  }
  for (const [i, length] of lengths.entries()) {
    if (Number.isInteger(length) && length >= 1 && length <= steps) continue
    throw new ValueError(op, {
      expected: `lengths from 1 to ${steps}, the number of steps`,
      got: `${nameOf(length)} for sequence ${i}`,
    })
  }
  return lengths.every((length: number) => length === steps) ? null : Int32Array.from(lengths)
}
