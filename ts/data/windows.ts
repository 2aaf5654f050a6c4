import { DTypeError, ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { fromBuffer, isNumberArray, toElements } from '../tensor/conversion.js'
import { data } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'

export interface WindowsOptions {
  /** Tokens of a row in one window, after which backpropagation through time is cut off. */
  steps: number
  /** Rows that are read side by side. Default 1. */
  batch?: number | undefined
  /** Whether windows are [batch, steps], else [steps, batch]. Default true. */
  batchFirst?: boolean | undefined
  /** Leaves out the last window when it is shorter than the others. Default false. */
  dropLast?: boolean | undefined
}

/** Windows over a stream of tokens; each iteration begins anew. */
export interface Windows extends Iterable<[input: Tensor, target: Tensor]> {
  /** Windows of one iteration. */
  readonly length: number
  /** Tokens that each row reads in one iteration. */
  readonly rowLength: number
}

/**
 * A stream of n tokens for truncated backpropagation through time: `batch` rows of ⌊(n − 1)/batch⌋ consecutive tokens,
 * read `steps` at a time. Window k + 1 continues each row where window k ended, so that a recurrent state can be carried
 * on; what is to be predicted is the input one token later. As in torch's word language model (batchify, get_batch).
 *
 * Each iteration gives pairs `[input, target]`, int32 [batch, steps]. The last window is shorter where `steps` does not
 * divide the rows. The stream's last (n − 1) mod batch tokens fill no row and are left over.
 *
 * @throws ValueError when the stream is too short for the rows
 */
export function windows(stream: Int32Array | readonly number[] | Tensor, options: WindowsOptions): Windows {
  const op = 'windows'
  const settings = withDefaults<{ steps: unknown; batch: number; batchFirst: boolean; dropLast: boolean }>(
    op,
    options,
    {
      steps: undefined,
      batch: 1,
      batchFirst: true,
      dropLast: false,
    },
  )
  const { steps, batch, batchFirst, dropLast } = settings
  assertWhole(op, 'steps', steps, 1)
  assertWhole(op, 'batch', batch, 1)
  const tokens = tokensOf(op, stream)
  const rowLength = Math.floor((tokens.length - 1) / batch)
  if (rowLength < (dropLast ? steps : 1)) {
    throw new ValueError(op, {
      expected: `at least ${batch * (dropLast ? steps : 1) + 1} tokens for ${batch} rows${dropLast ? ` of ${steps}` : ''}`,
      got: String(tokens.length),
    })
  }
  const length = dropLast ? Math.floor(rowLength / steps) : Math.ceil(rowLength / steps)

  /** Tokens start … start + size − 1 of each row, `shift` later. */
  function cut(start: number, size: number, shift: number): Tensor {
    const result = new Int32Array(batch * size)
    for (let row = 0; row < batch; row++) {
      const from = row * rowLength + start + shift
      if (batchFirst) result.set(tokens.subarray(from, from + size), row * size)
      else for (let t = 0; t < size; t++) result[t * batch + row] = tokens[from + t] as number
    }
    return fromBuffer(result.buffer, batchFirst ? [batch, size] : [size, batch], 'int32', op)
  }

  return {
    length,
    rowLength,
    *[Symbol.iterator]() {
      for (let k = 0; k < length; k++) {
        const start = k * steps
        const size = Math.min(steps, rowLength - start)
        yield [cut(start, size, 0), cut(start, size, 1)]
      }
    },
  }
}

function tokensOf(op: string, stream: unknown): Int32Array {
  if (stream instanceof Tensor) {
    if (stream.dtype !== 'int32') throw new DTypeError(op, { expected: 'int32 tokens', got: stream.dtype })
    if (stream.ndim === 1) return data(stream) as Int32Array
    throw new ShapeError(op, { expected: 'a stream of one dimension', got: show(stream.shape) })
  }
  if (isNumberArray(stream) || Array.isArray(stream)) return toElements(op, stream, 'int32') as Int32Array
  throw new TypeError(`${op}: expected a stream of tokens, got ${nameOf(stream)}`)
}
