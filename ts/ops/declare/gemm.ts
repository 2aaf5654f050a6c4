import { check, kernels } from '../../runtime/kernels.js'
import { realBytes } from '../../runtime/precision.js'
import { addressOf } from '../../runtime/residency.js'
import { noteProduct } from '../../runtime/tile-probe.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'

/** A stack of matrices in linear memory, read with strides so that a transposition costs nothing. */
export interface Matrices {
  address: number
  /** Elements of one matrix. */
  length: number
  rowStride: number
  columnStride: number
}

/**
 * The last two dimensions of a tensor, transposed on request, or all of it as one matrix. A transposition that nobody
 * carried out is folded in, but not for a stack that is read as one matrix: rows of several matrices have no one stride.
 */
export function matrices(t: Tensor, rows: number, columns: number, transposed: boolean, op: string): Matrices {
  const { view } = t
  const length = rows * columns
  const folded = view !== null && view.rows * view.columns === length
  const address = folded ? addressOf(view.base, op) : pointer(t, op)
  const flipped = transposed !== folded
  return flipped
    ? { address, length, rowStride: 1, columnStride: rows }
    : { address, length, rowStride: columns, columnStride: 1 }
}

/** c[m×n] (+)= a[m×k]·b[k×n] (+ bias, unless its address is 0), for matrix `i` of a, `j` of b and `l` of c. */
export function multiply(
  a: Matrices,
  i: number,
  b: Matrices,
  j: number,
  c: number,
  l: number,
  [m, n, k]: readonly [number, number, number],
  accumulate: boolean,
  bias = 0,
): void {
  noteProduct(m * n * k)
  check(
    kernels.gemm(
      a.address + i * a.length * realBytes,
      a.length,
      a.rowStride,
      a.columnStride,
      b.address + j * b.length * realBytes,
      b.length,
      b.rowStride,
      b.columnStride,
      c + l * m * n * realBytes,
      m,
      n,
      k,
      accumulate,
      bias,
    ),
  )
}
