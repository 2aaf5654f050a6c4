import { IndexError, ShapeError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { fromBuffer, toElements } from '../tensor/conversion.js'
import { composite } from '../tensor/lifetime.js'
import { data } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { div } from './arithmetic.js'
import { assertReal } from './declare/operand.js'
import { max } from './extremum.js'
import { indexSelect } from './index-select.js'
import { sum } from './reduction.js'
import { reshape } from './reshape.js'
import { maskedFill } from './where.js'

export interface StepsOptions {
  /** Whether the output is [N, T, …] instead of [T, N, …]. Default false, as of recurrent layers. */
  batchFirst?: boolean | undefined
}

/** How many steps of each sequence count, from its first one on: whole numbers from 1 to T. */
export type Lengths = Int32Array | readonly number[] | Tensor

/**
 * y[n] = output[lengths[n] − 1, n]: what stands at the last step of each sequence. No torch equivalent: indexing.
 *
 * Sequences [T, N, …] → y [N, …]. @throws IndexError for a length outside 1 … T, ShapeError, DTypeError
 */
export function lastStep(output: Tensor, lengths: Lengths, options?: StepsOptions): Tensor {
  const op = 'lastStep'
  const { steps, batch, rest, ends, batchFirst } = read(op, output, lengths, options)
  const rows = ends.map((length, n) => (batchFirst ? n * steps + length - 1 : (length - 1) * batch + n))
  return composite(() => {
    const flat = reshape(output, [steps * batch, ...rest])
    return indexSelect(flat, 0, fromBuffer(Int32Array.from(rows).buffer, [batch], 'int32', op))
  })
}

/**
 * y[n] = Σ over t < lengths[n] of output[t, n] / lengths[n]: the mean over each sequence's own steps; what stands behind
 * its end has no influence, be it NaN. No torch equivalent: a masked mean.
 *
 * Sequences [T, N, …] → y [N, …]. @throws IndexError for a length outside 1 … T, ShapeError, DTypeError
 */
export function meanOverSteps(output: Tensor, lengths: Lengths, options?: StepsOptions): Tensor {
  const op = 'meanOverSteps'
  const layout = read(op, output, lengths, options)
  return composite(() => {
    const sums = sum(without(op, output, layout, 0), { dim: layout.batchFirst ? 1 : 0 })
    const counts = toElements(op, layout.ends, realDType).buffer as ArrayBuffer
    return div(sums, fromBuffer(counts, [layout.batch, ...layout.rest.map(() => 1)], realDType, op))
  })
}

/**
 * y[n] = max over t < lengths[n] of output[t, n], elementwise; of equal ones the first gets the gradient. No torch
 * equivalent: a masked maximum.
 *
 * Sequences [T, N, …] → y [N, …]. @throws IndexError for a length outside 1 … T, ShapeError, DTypeError
 */
export function maxOverSteps(output: Tensor, lengths: Lengths, options?: StepsOptions): Tensor {
  const op = 'maxOverSteps'
  const layout = read(op, output, lengths, options)
  return composite(() => {
    const masked = without(op, output, layout, Number.NEGATIVE_INFINITY)
    return max(masked, { dim: layout.batchFirst ? 1 : 0 }).values
  })
}

interface Layout {
  readonly steps: number
  readonly batch: number
  /** The sizes behind steps and batch. */
  readonly rest: readonly number[]
  readonly ends: readonly number[]
  readonly batchFirst: boolean
}

function read(op: string, output: Tensor, lengths: Lengths, options: StepsOptions | undefined): Layout {
  const { batchFirst } = withDefaults(op, options, { batchFirst: false })
  assertReal(op, output, 'output')
  const form = batchFirst ? '[N, T, …]' : '[T, N, …]'
  if (output.ndim < 2) throw new ShapeError(op, { expected: `an output of shape ${form}`, got: show(output.shape) })
  const [first, second, ...rest] = output.shape as [number, number, ...number[]]
  const [steps, batch] = batchFirst ? [second, first] : [first, second]
  const ends = toLengths(op, lengths)
  if (ends.length !== batch) {
    throw new ShapeError(op, {
      expected: `${batch} lengths, one for each sequence of an output ${form} of shape ${show(output.shape)}`,
      got: String(ends.length),
    })
  }
  const wrong = ends.findIndex((length) => !(Number.isInteger(length) && length >= 1 && length <= steps))
  if (wrong === -1) return { steps, batch, rest, ends, batchFirst }
  const expected = `lengths from 1 to ${steps}, the steps of an output ${form} of shape ${show(output.shape)}`
  throw new IndexError(op, { expected, got: `${ends[wrong]} at position ${wrong}` })
}

function toLengths(op: string, lengths: unknown): number[] {
  if (lengths instanceof Tensor && lengths.dtype === 'int32') return Array.from(data(lengths))
  if (lengths instanceof Int32Array) return Array.from(lengths)
  if (Array.isArray(lengths) && lengths.every((length) => typeof length === 'number')) return lengths
  throw new TypeError(
    `${op}: expected lengths as an Int32Array, an array of numbers or an int32 tensor, got ${nameOf(lengths)}`,
  )
}

/** The output with `value` at the steps that lie behind the end of their sequence. */
function without(op: string, output: Tensor, { steps, batch, rest, ends, batchFirst }: Layout, value: number): Tensor {
  if (ends.every((length) => length === steps)) return output
  const mask = new Uint8Array(steps * batch)
  for (const [n, length] of ends.entries()) {
    for (let t = length; t < steps; t++) mask[batchFirst ? n * steps + t : t * batch + n] = 1
  }
  const shape = [...(batchFirst ? [batch, steps] : [steps, batch]), ...rest.map(() => 1)]
  return maskedFill(output, fromBuffer(mask.buffer, shape, 'bool', op), value)
}
