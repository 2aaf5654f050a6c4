import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { checkIndex, Dataset } from './dataset.js'

/**
 * Datasets one after the other: first all samples of the first, then those of the second, and so on.
 * Same as torch.utils.data.ConcatDataset.
 */
export class ConcatDataset<Item> extends Dataset<Item> {
  readonly datasets: readonly Dataset<Item>[]
  readonly length: number
  /** The number with which each dataset's samples begin. */
  readonly #starts: readonly number[]

  constructor(datasets: readonly Dataset<Item>[]) {
    super()
    if (!Array.isArray(datasets)) {
      throw new TypeError(`ConcatDataset: expected an array of datasets, got ${nameOf(datasets)}`)
    }
    if (datasets.length === 0) throw new ValueError('ConcatDataset', { expected: 'at least one dataset', got: 'none' })
    let length = 0
    this.#starts = datasets.map((dataset) => {
      const start = length
      length += dataset.length
      return start
    })
    this.datasets = [...datasets]
    this.length = length
  }

  get(i: number): Item | Promise<Item> {
    checkIndex('ConcatDataset.get', i, this.length)
    let which = this.#starts.length - 1
    while ((this.#starts[which] as number) > i) which--
    return (this.datasets[which] as Dataset<Item>).get(i - (this.#starts[which] as number))
  }
}
