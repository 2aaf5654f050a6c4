import { isRecorded, record } from '../autograd/record.js'
import { copyOf } from '../tensor/copy.js'
import { shareStorage } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'

/** The same elements in memory of their own; gradients pass through. Same as torch.clone. */
export function clone(self: Tensor): Tensor {
  assertTensor('clone', self)
  const y = copyOf(self, 'clone')
  if (isRecorded(self)) {
    record('clone', [self], [y], [], null, ([dy]) => [shareStorage(dy as Tensor, (dy as Tensor).shape, 'clone')])
  }
  return y
}
