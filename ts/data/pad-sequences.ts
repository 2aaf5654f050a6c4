import { isRecorded, record } from '../autograd/record.js'
import { DTypeError, ShapeError, ValueError } from '../errors.js'
import { pad } from '../ops/pad.js'
import { narrow, select } from '../ops/slice.js'
import { nameOf, withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { assertNumber, assertWhole } from '../tensor/assert-number.js'
import { fromBuffer, isNumberArray, type NumberArray, tensorOf, toDType, toElements } from '../tensor/conversion.js'
import { bytesPerElement, type DType, type TypedArray, viewOf } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { type Shape, sameShape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'

/** Numbers, vectors of numbers, or a tensor whose first dimension are the steps. */
export type Sequence = readonly number[] | readonly (readonly number[])[] | NumberArray | Tensor

export interface PadSequencesOptions {
  /** What stands behind the end of a sequence. Default 0. */
  value?: number | undefined
  /** Longer sequences lose their end. Default: none does. */
  maxLength?: number | undefined
  /** Whether the sequences come first, [N, T, …], else [T, N, …]. Default true. */
  batchFirst?: boolean | undefined
  /** Element type. By default what the sequences have; plain arrays of numbers are tokens, int32. */
  dtype?: DType | undefined
}

export interface PaddedSequences {
  /** The sequences side by side: [N, T, …], or [T, N, …]. */
  readonly padded: Tensor
  /** How many steps each has. */
  readonly lengths: Int32Array<ArrayBuffer>
  /** bool [N, T]: true behind the end, as `keyPaddingMask` of attention and `maskedFill` take it. */
  readonly mask: Tensor
}

interface Steps {
  readonly elements: TypedArray
  /** [L, …] */
  readonly shape: Shape
  readonly dtype: DType
}

/**
 * Sequences of different lengths as one tensor, filled up behind their ends. Same as torch.nn.utils.rnn.pad_sequence,
 * with the lengths and the mask that belong to it, and the batch first, as batches of a DataLoader have it. Gradients
 * pass to sequences that are tensors.
 *
 * @throws ShapeError for steps of different shapes, DTypeError for different element types, ValueError for no sequences
 */
export function padSequences(sequences: readonly Sequence[], options?: PadSequencesOptions): PaddedSequences {
  const op = 'padSequences'
  const settings = withDefaults(op, options as { maxLength?: number; dtype?: unknown }, {
    value: 0,
    maxLength: Number.MAX_SAFE_INTEGER,
    batchFirst: true,
    dtype: undefined as unknown,
  })
  const { value, maxLength, batchFirst } = settings
  const wanted = settings.dtype === undefined ? undefined : toDType(op, settings.dtype)
  assertNumber(op, 'value', value)
  assertWhole(op, 'maxLength', maxLength, 1)
  if (!Array.isArray(sequences)) throw new TypeError(`${op}: expected an array of sequences, got ${nameOf(sequences)}`)
  const all = sequences.map((sequence, n) => read(op, sequence, n, wanted))
  const [first] = all
  if (first === undefined) throw new ValueError(op, { expected: 'at least one sequence', got: 'none' })
  const { dtype } = first
  // A sequence without steps does not say what its steps look like.
  const step = (all.find(({ elements }) => elements.length > 0) ?? first).shape.slice(1)
  for (const [n, other] of all.entries()) checkLike(op, other, n, step, dtype)

  const size = step.reduce((a, b) => a * b, 1)
  const lengths = Int32Array.from(all, ({ shape }) => Math.min(shape[0] as number, maxLength))
  const [batch, steps] = [all.length, lengths.reduce((a, b) => Math.max(a, b), 0)]
  const result = viewOf(new ArrayBuffer(batch * steps * size * bytesPerElement(dtype)), dtype)
  result.fill(toElements(op, [value], dtype)[0] as number)
  const mask = new Uint8Array(batch * steps)
  for (const [n, { elements }] of all.entries()) {
    const length = lengths[n] as number
    mask.fill(1, n * steps + length, (n + 1) * steps)
    if (batchFirst) result.set(elements.subarray(0, length * size), n * steps * size)
    else {
      for (let t = 0; t < length; t++) result.set(elements.subarray(t * size, (t + 1) * size), (t * batch + n) * size)
    }
  }
  const shape = [...(batchFirst ? [batch, steps] : [steps, batch]), ...step]
  const padded = fromBuffer(result.buffer as ArrayBuffer, shape, dtype, op)
  recordPadding(op, sequences, padded, lengths, batchFirst)
  return { padded, lengths, mask: fromBuffer(mask.buffer, [batch, steps], 'bool', op) }
}

/** The gradient of a sequence is what became of its steps; those that were cut off have none. */
function recordPadding(
  op: string,
  sequences: readonly Sequence[],
  padded: Tensor,
  lengths: Int32Array,
  batchFirst: boolean,
): void {
  const isTrained = (s: Sequence) => s instanceof Tensor && isRecorded(s)
  const trained = sequences.flatMap((s, n) => (isTrained(s) ? [{ n, shape: (s as Tensor).shape }] : []))
  if (trained.length === 0 || padded.dtype !== realDType) return
  record(op, sequences.filter(isTrained) as Tensor[], [padded], [], trained, ([dy], parts) =>
    parts.map(({ n, shape }) => {
      const length = lengths[n] as number
      const own = narrow(select(dy as Tensor, batchFirst ? 0 : 1, n), 0, 0, length)
      return pad(own, [...shape.slice(1).flatMap(() => [0, 0]), 0, (shape[0] as number) - length])
    }),
  )
}

function read(op: string, sequence: unknown, n: number, wanted: DType | undefined): Steps {
  if (sequence instanceof Tensor) {
    if (sequence.ndim === 0) throw new ShapeError(op, { expected: `steps in sequence ${n}`, got: show(sequence.shape) })
    const elements = data(sequence)
    const dtype = wanted ?? sequence.dtype
    return {
      elements: dtype === sequence.dtype ? elements : toElements(op, elements, dtype),
      shape: sequence.shape,
      dtype,
    }
  }
  if (isNumberArray(sequence)) {
    const isReal = sequence instanceof Float32Array || sequence instanceof Float64Array
    const dtype = wanted ?? (isReal ? realDType : 'int32')
    return { elements: toElements(op, sequence, dtype), shape: [sequence.length], dtype }
  }
  if (!Array.isArray(sequence)) {
    throw new TypeError(`${op}: expected sequence ${n} as numbers or as a tensor, got ${nameOf(sequence)}`)
  }
  if (sequence.some(Array.isArray)) {
    const t = tensorOf(op, sequence, { dtype: wanted })
    return { elements: data(t), shape: t.shape, dtype: t.dtype }
  }
  const dtype = wanted ?? 'int32'
  const broken = wanted === undefined ? sequence.findIndex((x) => typeof x === 'number' && (x | 0) !== x) : -1
  if (broken !== -1) {
    throw new DTypeError(op, {
      expected: `tokens, which are int32, in sequence ${n}`,
      got: `${sequence[broken]} at position ${broken}`,
      remedy: `Pass { dtype: '${realDType}' } for real numbers`,
    })
  }
  return { elements: toElements(op, sequence, dtype), shape: [sequence.length], dtype }
}

function checkLike(op: string, { elements, shape, dtype }: Steps, n: number, step: Shape, common: DType): void {
  if (dtype !== common) {
    throw new DTypeError(op, { expected: `sequence ${n} to be ${common}, as sequence 0 is`, got: dtype })
  }
  if (elements.length === 0 || sameShape(shape.slice(1), step)) return
  const expected = `steps of shape ${show(step)} in sequence ${n}, as in those before`
  throw new ShapeError(op, { expected, got: show(shape.slice(1)) })
}
