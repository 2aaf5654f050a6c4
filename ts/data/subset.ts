import { nameOf } from '../options.js'
import { checkIndex, Dataset } from './dataset.js'

/**
 * The samples of another dataset at the given numbers, in that order. Same as torch.utils.data.Subset.
 *
 * @throws IndexError for a number that the dataset does not have
 */
export class Subset<Item> extends Dataset<Item> {
  readonly dataset: Dataset<Item>
  readonly indices: Int32Array

  constructor(dataset: Dataset<Item>, indices: ArrayLike<number>) {
    super()
    if (indices === null || typeof indices !== 'object' || typeof indices.length !== 'number') {
      throw new TypeError(`Subset: expected an array of indices, got ${nameOf(indices)}`)
    }
    for (let k = 0; k < indices.length; k++) checkIndex('Subset', indices[k] as number, dataset.length)
    this.dataset = dataset
    this.indices = Int32Array.from(indices)
  }

  get length(): number {
    return this.indices.length
  }

  get(i: number): Item | Promise<Item> {
    checkIndex('Subset.get', i, this.length)
    return this.dataset.get(this.indices[i] as number)
  }

  override getBatch(indices: Int32Array): unknown {
    // A subclass that changes single samples wants to be asked for them.
    if (this.get !== Subset.prototype.get) return undefined
    return this.dataset.getBatch?.(indices.map((i) => this.indices[i] as number))
  }
}
