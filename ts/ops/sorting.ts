import { ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { allocateScratch, beginOperation, freeScratch } from '../runtime/residency.js'
import { assertWhole } from '../tensor/assert-number.js'
import { emptyTensor } from '../tensor/copy.js'
import { fill } from '../tensor/fill.js'
import { show, toDim } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { clone } from './clone.js'
import { assertTensor } from './declare/assert-tensor.js'
import { around } from './declare/reduction.js'
import { gather } from './gather.js'

/** Elements in order along a dimension, and where they stood (int32). */
export interface Sorted {
  values: Tensor
  indices: Tensor
}

/**
 * The elements in ascending (or descending) order along `dim`, by default the last. Equal elements keep their order;
 * NaN counts as the largest. Same as torch.sort with `stable=True`, but indices are int32. @throws IndexError
 */
export function sort(self: Tensor, options?: { dim?: number | undefined; descending?: boolean | undefined }): Sorted {
  assertTensor('sort', self)
  const { dim, descending } = withDefaults('sort', options, { dim: -1, descending: false })
  const axis = toDim('sort', dim, self.ndim)
  return taken('sort', self, axis, self.shape[axis] ?? 1, descending)
}

/**
 * The k largest (or smallest) elements along `dim`, by default the last, in order; of equal ones the first, and NaN
 * counts as the largest. Same as torch.topk, but indices are int32, bool is taken too, and torch leaves open which of
 * equal elements it takes. @throws ValueError when there are fewer than k, IndexError
 */
export function topk(
  self: Tensor,
  k: number,
  options?: { dim?: number | undefined; largest?: boolean | undefined; sorted?: boolean | undefined },
): Sorted {
  assertTensor('topk', self)
  const { dim, largest } = withDefaults('topk', options, { dim: -1, largest: true, sorted: true })
  const axis = toDim('topk', dim, self.ndim)
  const length = self.shape[axis] ?? 1
  assertWhole('topk', 'k', k)
  if (k < 0 || k > length) {
    throw new ValueError('topk', {
      expected: `k from 0 to ${length}, as dimension ${axis} of shape ${show(self.shape)} has`,
      got: String(k),
    })
  }
  return taken('topk', self, axis, k, largest)
}

/** Bytes of workspace for each element of the sorted dimension. */
const WORKSPACE_BYTES = 32

function taken(op: string, self: Tensor, axis: number, count: number, descending: boolean): Sorted {
  if (self.ndim === 0) return { values: clone(self), indices: fill([], 0, 'int32', op) }
  const x = self.dtype === 'bool' ? cast(self, 'int32') : self
  const [outer, length, inner] = around(x.shape, axis)
  const shape = x.shape.map((size, d) => (d === axis ? count : size))
  beginOperation()
  const source = pointer(x, op)
  const indices = emptyTensor(shape, outer * count * inner, 'int32', op)
  const bytes = WORKSPACE_BYTES * length
  const workspace = bytes === 0 ? 0 : allocateScratch(bytes)
  const kernel = x.dtype === 'int32' ? kernels.sort_indices_i32 : kernels.sort_indices
  check(kernel(source, indices.storage.address, workspace, outer, length, inner, count, descending))
  if (bytes > 0) freeScratch(workspace, bytes)
  return { values: gather(self, axis, indices), indices }
}
