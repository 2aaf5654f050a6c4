import { check, kernels } from '../../runtime/kernels.js'
import { int32View } from '../../runtime/linear-memory.js'
import { emptyTensor } from '../../tensor/copy.js'
import type { DType } from '../../tensor/dtype.js'
import { releaseTensor } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'

/** torch's: ih [gates·H, I], hh [gates·H, H], biases [gates·H] or neither. */
export interface Weights {
  ih: Tensor
  hh: Tensor
  biasIh: Tensor | undefined
  biasHh: Tensor | undefined
}

export interface Sizes {
  steps: number
  batch: number
  inputs: number
  hidden: number
}

/** Blocks that the running operation needs until it has its results. */
export class Workspace {
  readonly #tensors: Tensor[] = []

  constructor(
    readonly op: string,
    readonly dtype: DType,
  ) {}

  /** The address of so many real numbers; 0 for none. */
  reals(count: number): number {
    return count === 0 ? 0 : this.#take(count, this.dtype)
  }

  /** So many zeros. */
  zeros(count: number): number {
    const address = this.reals(count)
    if (address !== 0) check(kernels.fill(address, count, 0))
    return address
  }

  /** Lengths of sequences; 0 when there are none. */
  lengths(lengths: Int32Array | null): number {
    if (lengths === null || lengths.length === 0) return 0
    const address = this.#take(lengths.length, 'int32')
    int32View(address, lengths.length).set(lengths)
    return address
  }

  release(): void {
    for (const t of this.#tensors) releaseTensor(t, 'dispose')
  }

  #take(count: number, dtype: DType): number {
    const t = emptyTensor([count], count, dtype, this.op)
    this.#tensors.push(t)
    return t.storage.address
  }
}

/** Products of fewer rows read the weights where they are, see `gemm`. */
const PACKED_ROWS = 4

/**
 * The recurrent weights as the right factor of every step's product, `[address, length, row stride, column stride]`:
 * transposed forwards, as they are backwards. Packed when there are several steps to gain from it.
 */
export function recurrentFactor(
  space: Workspace,
  address: number,
  { steps, batch, hidden }: Sizes,
  width: number,
  transposed: boolean,
): readonly [number, number, number, number] {
  const length = width * hidden
  const [rowStride, columnStride] = transposed ? [1, hidden] : [hidden, 1]
  if (batch < PACKED_ROWS || steps === 1) return [address, length, rowStride, columnStride]
  const [n, k] = transposed ? [width, hidden] : [hidden, width]
  const packedLength = kernels.packed_length(n, k)
  const packed = space.reals(packedLength)
  check(kernels.pack_columns(address, length, rowStride, columnStride, packed, n, k))
  return [packed, packedLength, 0, 0]
}
