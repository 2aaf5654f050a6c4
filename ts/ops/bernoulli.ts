import { detach } from '../autograd/backward.js'
import { composite } from '../tensor/lifetime.js'
import { rand } from '../tensor/random.js'
import type { Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { lt } from './comparison.js'
import { assertReal } from './declare/operand.js'
import { assertProbabilities } from './declare/probabilities.js'

/**
 * 1 with the probability that the element names, else 0; drawn from the global generator.
 * Same distribution as torch.bernoulli. @throws ValueError outside [0, 1], DTypeError when not real
 */
export function bernoulli(self: Tensor): Tensor {
  assertReal('bernoulli', self)
  assertProbabilities('bernoulli', self)
  return composite(() => cast(lt(rand(self.shape), detach(self)), self.dtype))
}
