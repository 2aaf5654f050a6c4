import { detach } from '../autograd/backward.js'
import { ValueError } from '../errors.js'
import { composite } from '../tensor/lifetime.js'
import { rand } from '../tensor/random.js'
import type { Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { ge, gt, lt } from './comparison.js'
import { assertReal } from './declare/operand.js'
import { anyOf, logicalNot } from './logic.js'

/**
 * 1 with the probability that the element names, else 0; drawn from the global generator.
 * Same distribution as torch.bernoulli. @throws ValueError outside [0, 1], DTypeError when not real
 */
export function bernoulli(self: Tensor): Tensor {
  assertReal('bernoulli', self)
  if (anyOf(logicalNot(ge(self, 0))) || anyOf(gt(self, 1))) {
    throw new ValueError('bernoulli', { expected: 'probabilities from 0 to 1', got: 'an element outside' })
  }
  return composite(() => cast(lt(rand(self.shape), detach(self)), self.dtype))
}
