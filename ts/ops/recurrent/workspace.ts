import { check, kernels } from '../../runtime/kernels.js'
import { int32View } from '../../runtime/linear-memory.js'
import { realBytes } from '../../runtime/precision.js'
import { emptyTensor } from '../../tensor/copy.js'
import type { DType } from '../../tensor/dtype.js'
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

/** Elements of a cache line, so that what stands behind another begins at one. */
const LINE = 16

/** Addresses of parts of one block that is released with the operation; 0 for parts of no elements. */
export function workspace<Part extends string>(
  op: string,
  dtype: DType,
  sizes: Record<Part, number>,
): Record<Part, number> {
  const parts = Object.entries<number>(sizes)
  const padded = (size: number) => Math.ceil(size / LINE) * LINE
  const total = parts.reduce((sum, [, size]) => sum + padded(size), 0)
  let { address } = emptyTensor([total], total, dtype, op).storage
  const addresses: Record<string, number> = {}
  for (const [part, size] of parts) {
    addresses[part] = size === 0 ? 0 : address
    address += padded(size) * realBytes
  }
  return addresses as Record<Part, number>
}

/** The lengths in linear memory, until the operation ends. */
export function uploadLengths(op: string, lengths: Int32Array): number {
  const { address } = emptyTensor([lengths.length], lengths.length, 'int32', op).storage
  int32View(address, lengths.length).set(lengths)
  return address
}

/** Products of fewer rows read the weights where they are, see `gemm`. */
const PACKED_ROWS = 4

/**
 * The recurrent weights as the right factor of every step's product, `[address, length, row stride, column stride]`:
 * transposed forwards, as they are backwards. Packed when there are several steps to gain from it.
 */
export function recurrentFactor(
  op: string,
  dtype: DType,
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
  const { packed } = workspace(op, dtype, { packed: packedLength })
  check(kernels.pack_columns(address, length, rowStride, columnStride, packed, n, k))
  return [packed, packedLength, 0, 0]
}
