import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { bytesPerElement } from '../tensor/dtype.js'
import { broadcastStrides, type Shape, sameShape, show, sizeOf, toShape } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { stridedLayout } from './declare/strided.js'
import { sumTo } from './sum-to.js'

/**
 * The tensor stretched to a shape: dimensions of size 1 are repeated, −1 keeps a size.
 * Same as torch.Tensor.expand, but a copy where anything is stretched. @throws ShapeError
 */
export function expand(self: Tensor, shape: readonly number[]): Tensor {
  assertTensor('expand', self)
  const added = Array.isArray(shape) ? shape.length - self.shape.length : 0
  const wanted = Array.isArray(shape) ? shape.map((n, i) => (n === -1 ? (self.shape[i - added] ?? -1) : n)) : shape
  const target = toShape('expand', wanted)
  const fits = added >= 0 && self.shape.every((n, i) => n === 1 || n === target[i + added])
  if (!fits) {
    throw new ShapeError('expand', {
      expected: `a shape that ${show(self.shape)} stretches to: sizes of 1 can grow, and dimensions be added in front`,
      got: show(shape),
    })
  }
  const y = expandTo(self, target)
  if (y === self || !isRecorded(self)) return y
  record('expand', [self], [y], [], null, ([dy]) => [sumTo(dy as Tensor, self.shape)])
  return y
}

/** The same without recording and without a check: the tensor itself when nothing is to be stretched. */
export function expandTo(t: Tensor, shape: Shape): Tensor {
  if (sameShape(t.shape, shape)) return t
  const size = sizeOf('expand', shape)
  beginOperation()
  const source = pointer(t, 'expand')
  const y = emptyTensor(shape, size, t.dtype, 'expand')
  if (size === 0) return y
  const layout = stridedLayout(shape, broadcastStrides(t.shape, shape), 0)
  check(kernels.strided_gather(source, t.size, y.storage.address, size, layout, bytesPerElement(t.dtype)))
  return y
}
