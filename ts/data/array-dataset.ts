import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { checkIndex, Dataset } from './dataset.js'

type Columns = readonly ArrayLike<unknown>[]

/** One array gives its elements; several give tuples. */
export type ItemOf<Arrays extends Columns> = Arrays extends readonly [ArrayLike<infer Item>]
  ? Item
  : { -readonly [Position in keyof Arrays]: Arrays[Position][number] }

/**
 * Samples that are the elements of an array; with several arrays of one length sample i is `[a[i], b[i], …]`.
 * The arrays are not copied.
 *
 * @throws ShapeError when the lengths differ
 */
export class ArrayDataset<Arrays extends Columns> extends Dataset<ItemOf<Arrays>> {
  readonly #arrays: Arrays

  constructor(...arrays: Arrays) {
    super()
    const op = 'ArrayDataset'
    if (arrays.length === 0) throw new ValueError(op, { expected: 'at least one array', got: 'none' })
    for (const array of arrays) {
      if (Array.isArray(array) || (ArrayBuffer.isView(array) && !(array instanceof DataView))) continue
      throw new TypeError(`${op}: expected arrays, got ${nameOf(array)}`)
    }
    const lengths = arrays.map((array) => array.length)
    if (new Set(lengths).size > 1) {
      throw new ShapeError(op, { expected: 'arrays of the same length', got: lengths.join(', ') })
    }
    this.#arrays = arrays
  }

  get length(): number {
    return (this.#arrays[0] as ArrayLike<unknown>).length
  }

  get(i: number): ItemOf<Arrays> {
    checkIndex('ArrayDataset.get', i, this.length)
    const values = this.#arrays.map((array) => array[i])
    return (values.length === 1 ? values[0] : values) as ItemOf<Arrays>
  }
}
