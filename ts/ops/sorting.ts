import { ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { fromBuffer } from '../tensor/conversion.js'
import { data } from '../tensor/read.js'
import { show, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
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
 * NaN counts as the largest. Same as torch.sort with stable=True. @throws IndexError
 */
export function sort(self: Tensor, options?: { dim?: number | undefined; descending?: boolean | undefined }): Sorted {
  assertTensor('sort', self)
  const { dim, descending } = withDefaults('sort', options, { dim: -1, descending: false })
  const axis = toDim('sort', dim, self.ndim)
  return taken('sort', self, axis, self.shape[axis] ?? 1, descending)
}

/**
 * The k largest (or smallest) elements along `dim`, by default the last, in order; of equal ones the first.
 * Same as torch.topk. @throws ValueError when there are fewer than k
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

function taken(op: string, x: Tensor, axis: number, count: number, descending: boolean): Sorted {
  const [outer, length, inner] = around(x.shape, axis)
  const elements = data(x)
  const indices = new Int32Array(outer * count * inner)
  const order = new Int32Array(length)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const value = (l: number) => elements[(o * length + l) * inner + i] as number
      for (let l = 0; l < length; l++) order[l] = l
      order.sort((a, b) => (descending ? compare(value(b), value(a)) : compare(value(a), value(b))) || a - b)
      for (let l = 0; l < count; l++) indices[(o * count + l) * inner + i] = order[l] as number
    }
  }
  const shape = x.shape.map((size, d) => (d === axis ? count : size))
  const where = fromBuffer(indices.buffer, shape, 'int32', op)
  return { values: x.ndim === 0 ? clone(x) : gather(x, axis, where), indices: where }
}

/** Ascending, NaN last. */
function compare(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}
