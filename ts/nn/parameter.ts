import { withDefaults } from '../options.js'
import { assertDifferentiable } from '../tensor/conversion.js'
import { kindOf } from '../tensor/kind-of.js'
import { makePersistent, releaseTensor, shareStorage } from '../tensor/lifetime.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'

/**
 * A tensor that a module trains: assigned to a field of a module it is found by `parameters()`, and no scope releases
 * it. Shares the elements of the tensor it is made of. Same as torch.nn.Parameter.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, options?: { requiresGrad?: boolean | undefined }) {
    if (!(data instanceof Tensor)) throw new TypeError(`Parameter: expected a tensor, got ${kindOf(data)}`)
    const { requiresGrad } = withDefaults('Parameter', options, { requiresGrad: true })
    assertAlive(data, 'Parameter')
    if (requiresGrad) assertDifferentiable('Parameter', data.dtype)
    const twin = shareStorage(data, data.shape, 'Parameter')
    super(twin.storage, twin.lease, data.shape, data.size, data.dtype, 'Parameter')
    twin.storage.handles++
    releaseTensor(twin, 'dispose')
    this.tracked = requiresGrad
    makePersistent(this)
  }
}
