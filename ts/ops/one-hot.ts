import { IndexError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { fromBuffer } from '../tensor/conversion.js'
import { newElements } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { sizeOf } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertInt32 } from './declare/operand.js'

/**
 * 1 at the index's place in a new last dimension of `classes`, 0 elsewhere. By default there are as many classes as the
 * largest index needs. Same as torch.nn.functional.one_hot, but int32 in and out.
 *
 * @throws IndexError for an index out of range, DTypeError, ValueError for no classes
 */
export function oneHot(self: Tensor, classes?: number): Tensor {
  assertInt32('oneHot', self, 'input')
  const indices = data(self) as Int32Array<ArrayBuffer>
  const count = classes ?? indices.reduce((a, b) => Math.max(a, b), -1) + 1
  if (!Number.isInteger(count) || count < 1) {
    throw new ValueError('oneHot', { expected: 'at least 1 class', got: nameOf(classes ?? count) })
  }
  const bad = indices.findIndex((i) => i < 0 || i >= count)
  if (bad >= 0) {
    throw new IndexError('oneHot', {
      expected: `indices from 0 to ${count - 1}`,
      got: `${indices[bad]} at position ${bad}`,
    })
  }
  const shape = [...self.shape, count]
  const elements = newElements('oneHot', sizeOf('oneHot', shape), 'int32')
  for (let i = 0; i < indices.length; i++) elements[i * count + (indices[i] as number)] = 1
  return fromBuffer(elements.buffer, shape, 'int32', 'oneHot')
}
