import { IndexError, ValueError } from '../errors.js'
import { assertWhole } from '../tensor/assert-number.js'
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
  if (classes !== undefined) assertWhole('oneHot', 'classes', classes, 1)
  else if (indices.length === 0) {
    const remedy = 'Name the number of classes'
    throw new ValueError('oneHot', { expected: 'indices to infer the number of classes from', got: 'none', remedy })
  }
  const count = classes ?? indices.reduce((a, b) => Math.max(a, b), 0) + 1
  const bad = indices.findIndex((i) => i < 0 || i >= count)
  if (bad >= 0) {
    throw new IndexError('oneHot', {
      expected: classes === undefined ? 'indices of at least 0' : `indices from 0 to ${count - 1}`,
      got: `${indices[bad]} at position ${bad}`,
    })
  }
  const shape = [...self.shape, count]
  const elements = newElements('oneHot', sizeOf('oneHot', shape), 'int32')
  for (let i = 0; i < indices.length; i++) elements[i * count + (indices[i] as number)] = 1
  return fromBuffer(elements.buffer, shape, 'int32', 'oneHot')
}
