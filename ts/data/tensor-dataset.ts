import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { fromBuffer } from '../tensor/conversion.js'
import type { DType, TypedArray } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { type Shape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { checkIndex, Dataset } from './dataset.js'

/** The rows of one tensor, where JavaScript can gather them. */
interface Rows {
  readonly elements: TypedArray
  /** Elements of one row. */
  readonly width: number
  /** Shape of one row. */
  readonly shape: Shape
  readonly dtype: DType
}

/** A tensor for each tensor that the dataset was made of. */
export type TensorTuple<Tensors extends readonly Tensor[]> = { -readonly [Position in keyof Tensors]: Tensor }

/**
 * Samples that are the rows of tensors: sample i is `[a[i], b[i], …]`. Same as torch.utils.data.TensorDataset.
 *
 * The elements are copied once, when the dataset is made: what happens to the tensors afterwards does not show.
 *
 * @throws ShapeError when the first sizes differ, or a tensor has no dimension
 */
export class TensorDataset<Tensors extends readonly Tensor[] = Tensor[]> extends Dataset<TensorTuple<Tensors>> {
  readonly tensors: Tensors
  readonly length: number
  readonly #columns: readonly Rows[]

  constructor(...tensors: Tensors) {
    super()
    this.length = commonLength(tensors)
    this.tensors = tensors
    this.#columns = tensors.map((t) => ({
      elements: data(t),
      width: t.shape.slice(1).reduce((product, size) => product * size, 1),
      shape: t.shape.slice(1),
      dtype: t.dtype,
    }))
  }

  get(i: number): TensorTuple<Tensors> {
    checkIndex('TensorDataset.get', i, this.length)
    return this.#columns.map(({ elements, width, shape, dtype }) => {
      const row = elements.slice(i * width, (i + 1) * width)
      return fromBuffer(row.buffer, shape, dtype, 'TensorDataset')
    }) as TensorTuple<Tensors>
  }

  override getBatch(indices: Int32Array): Tensor[] | undefined {
    // A subclass that changes single samples wants to be asked for them.
    if (this.get !== TensorDataset.prototype.get) return undefined
    return this.#columns.map((rows) => gather(rows, indices))
  }
}

/** The rows of the given numbers as one tensor around a buffer of its own. */
function gather({ elements, width, shape, dtype }: Rows, indices: Int32Array): Tensor {
  const count = indices.length
  const batch = [count, ...shape]
  const first = indices[0] ?? 0
  if (isRun(indices)) {
    const block = elements.slice(first * width, (first + count) * width)
    return fromBuffer(block.buffer, batch, dtype, 'DataLoader')
  }
  const Elements = elements.constructor as new (size: number) => TypedArray
  const gathered = new Elements(count * width)
  if (width === 1) {
    for (let k = 0; k < count; k++) gathered[k] = elements[indices[k] as number] as number
  } else {
    for (let k = 0; k < count; k++) {
      const start = (indices[k] as number) * width
      gathered.set(elements.subarray(start, start + width), k * width)
    }
  }
  return fromBuffer(gathered.buffer, batch, dtype, 'DataLoader')
}

/** Whether the numbers are i, i + 1, i + 2 …, whose rows lie in one block. */
function isRun(indices: Int32Array): boolean {
  for (let k = 1; k < indices.length; k++) if (indices[k] !== (indices[k - 1] as number) + 1) return false
  return true
}

function commonLength(tensors: readonly Tensor[]): number {
  const op = 'TensorDataset'
  const [first] = tensors
  if (first === undefined) throw new ValueError(op, { expected: 'at least one tensor', got: 'none' })
  for (const t of tensors) {
    if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected tensors, got ${nameOf(t)}`)
    if (t.shape.length > 0 && t.shape[0] === first.shape[0]) continue
    throw new ShapeError(op, {
      expected: 'tensors of the same first size, the number of samples',
      got: tensors.map((one) => show(one.shape)).join(', '),
    })
  }
  return first.shape[0] as number
}
