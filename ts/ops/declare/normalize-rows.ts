import type { Backward } from '../../autograd/node.js'
import { record } from '../../autograd/record.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { scratch } from '../../runtime/scratch.js'
import { emptyTensor } from '../../tensor/copy.js'
import { composite } from '../../tensor/lifetime.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import {
  type Affine,
  type AffineOperands,
  affineGradients,
  isAnyRecorded,
  operandsOf,
  optionalPointer,
  savedOf,
} from './affine.js'

/** x seen as [batch, groups, channels, inner], of which each [channels, inner] is normalized for itself. */
export interface Rows {
  batch: number
  groups: number
  channels: number
  inner: number
  /** Whether the mean is subtracted. */
  centered: boolean
}

interface Saved extends AffineOperands {
  op: string
  /** [3, batch · groups]: the means in two parts, and one over the deviations. */
  statistics: Tensor
  rows: Rows
}

/** y = (x − mean)/√(variance + eps)·weight + bias over rows; weight and bias have groups · channels elements. */
export function normalizeRows(op: string, x: Tensor, { weight, bias, eps }: Affine, rows: Rows): Tensor {
  const { batch, groups, channels, inner, centered } = rows
  return composite(() => {
    beginOperation()
    const source = pointer(x, op)
    const factors = optionalPointer(weight, op)
    const offsets = optionalPointer(bias, op)
    const statistics = emptyTensor([3, batch * groups], 3 * batch * groups, x.dtype, op)
    const y = emptyTensor(x.shape, x.size, x.dtype, op)
    const [to, kept] = [y.storage.address, statistics.storage.address]
    check(kernels.normalize_rows(source, factors, offsets, to, kept, batch, groups, channels, inner, eps, centered))
    const operands = { x, weight, bias }
    if (isAnyRecorded(operands)) {
      const saved = { op, ...operands, statistics, rows }
      record(op, operandsOf(operands), [y], savedOf(operands, statistics), saved, derivative)
    }
    return y
  })
}

/** dx = (g − mean(g) − x̂·mean(g·x̂))/deviation with g = dy·weight; dweight = Σ dy·x̂; dbias = Σ dy */
const derivative: Backward<Saved> = ([dy], saved, needs) => {
  const { op, x, weight, statistics, rows } = saved
  const { batch, groups, channels, inner, centered } = rows
  beginOperation()
  const source = pointer(x, op)
  const upstream = pointer(dy as Tensor, op)
  const factors = optionalPointer(weight, op)
  const kept = pointer(statistics, op)
  const totals = scratch(2 * groups * channels * Float64Array.BYTES_PER_ELEMENT)
  return affineGradients(op, saved, needs, (dx, dweight, dbias) =>
    kernels.normalize_rows_backward(
      source,
      upstream,
      factors,
      kept,
      dx,
      dweight,
      dbias,
      totals,
      batch,
      groups,
      channels,
      inner,
      centered,
    ),
  )
}
