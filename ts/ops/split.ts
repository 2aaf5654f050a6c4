import { ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { windowsOf } from './cat.js'
import { assertTensor } from './declare/assert-tensor.js'
import { windowOf } from './declare/window.js'
import { axisOf } from './slice.js'

/**
 * Parts of the given size along `dim` (the last may be smaller), or of the given sizes.
 * Same as torch.split, but copies.
 *
 * @throws ShapeError when sizes do not add up, ValueError for a size below 1, IndexError
 */
export function split(self: Tensor, sizes: number | readonly number[], dim = 0): Tensor[] {
  assertTensor('split', self)
  const axis = axisOf('split', self, dim)
  const length = self.shape[axis] as number
  if (typeof sizes !== 'number') return parts('split', self, axis, checkedSizes(self, sizes, axis))
  assertWhole('split', 'the size', sizes, 1)
  return parts('split', self, axis, evenSizes(length, sizes))
}

/**
 * At most n parts of equal size along `dim`; the last may be smaller. Same as torch.chunk, but copies.
 *
 * @throws ValueError for n below 1, IndexError
 */
export function chunk(self: Tensor, n: number, dim = 0): Tensor[] {
  assertTensor('chunk', self)
  const axis = axisOf('chunk', self, dim)
  assertWhole('chunk', 'n', n, 1)
  const length = self.shape[axis] as number
  return parts('chunk', self, axis, length === 0 ? Array(n).fill(0) : evenSizes(length, Math.ceil(length / n)))
}

function parts(op: string, x: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  return windowsOf(x.shape, axis, sizes).map((window) => windowOf(op, x, window))
}

function evenSizes(length: number, size: number): number[] {
  const count = Math.max(1, Math.ceil(length / size))
  return Array.from({ length: count }, (_, i) => Math.min(size, length - i * size))
}

function checkedSizes(x: Tensor, sizes: readonly number[], axis: number): readonly number[] {
  if (!Array.isArray(sizes)) throw new TypeError(`split: expected a size or an array of sizes, got ${nameOf(sizes)}`)
  for (const size of sizes) assertWhole('split', 'each size', size, 0)
  const total = sizes.reduce((a, b) => a + b, 0)
  if (total === x.shape[axis]) return sizes
  throw new ShapeError('split', {
    expected: `sizes that add up to ${x.shape[axis]}, as dimension ${axis} of shape ${show(x.shape)} has`,
    got: `${show(sizes)}, which add up to ${total}`,
  })
}
