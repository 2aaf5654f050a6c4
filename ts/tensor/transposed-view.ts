import { check, kernels } from '../runtime/kernels.js'
import { addressForUpdate, addressOf, allocateStorage, giveBlock, recorded, young } from '../runtime/residency.js'
import type { Storage } from '../runtime/storage.js'
import { bytesPerElement } from './dtype.js'
import type { Tensor } from './tensor.js'

/**
 * The transposition of the last two dimensions of another tensor's bytes, not carried out.
 *
 * A matrix product reads the base with its strides exchanged; whoever else wants the elements gets a copy, made once
 * and made anew only when the base was changed in place.
 */
export class TransposedView {
  /** Version of the base that the copy was made of; −1 when there is no copy. */
  #version = -1

  constructor(
    readonly base: Storage,
    readonly batch: number,
    /** Of the base. */
    readonly rows: number,
    readonly columns: number,
  ) {}

  /** Sees to it that the tensor's own storage holds the transposed elements. */
  materialise(t: Tensor, op: string): void {
    const { storage } = t
    const filled = storage.address !== 0 || storage.host !== null
    if (filled && this.#version === this.base.version) return
    this.#transpose(t, op, () => {
      if (!filled) giveBlock(storage, t.producer === null ? young : recorded, op)
      else addressForUpdate(storage, op)
      return storage
    })
    this.#version = this.base.version
  }

  /** The transposed elements in a storage of their own, which the base does not change. */
  carriedOut(t: Tensor, op: string): Storage {
    return this.#transpose(t, op, () => allocateStorage(t.storage.bytes, young, op))
  }

  #transpose(t: Tensor, op: string, target: () => Storage): Storage {
    // In use before room is made for the copy.
    const source = addressOf(this.base, op)
    const into = target()
    const bytes = bytesPerElement(t.dtype)
    check(kernels.transpose(source, into.address, this.batch, this.rows, this.columns, bytes))
    return into
  }
}
