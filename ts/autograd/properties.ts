import { GraphError } from '../errors.js'
import { nameOf } from '../options.js'
import { assertDifferentiable } from '../tensor/conversion.js'
import { kindOf } from '../tensor/kind-of.js'
import { dropGradient, makePersistent } from '../tensor/lifetime.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'
import { assertGradientOf } from './backward.js'

/** The properties of a tensor that belong to differentiation. */
export interface GradientProperties {
  /** Whether operations on this tensor are recorded. Writable on leaves. Same as torch.Tensor.requires_grad. */
  requiresGrad: boolean
  /** Whether nothing was recorded to make this tensor. Same as torch.Tensor.is_leaf. */
  readonly isLeaf: boolean
  /**
   * What `backward` has added up for this leaf, or for a tensor that asked with `retainGrad`; null before.
   * Writable: null drops it, a tensor of the same shape and type replaces it. Same as torch.Tensor.grad.
   */
  grad: Tensor | null
}

export const gradientProperties: PropertyDescriptorMap & ThisType<Tensor> = {
  requiresGrad: {
    get() {
      return this.tracked
    },
    set(flag: boolean) {
      setTracked(this, flag)
    },
    configurable: true,
  },
  isLeaf: {
    get() {
      return this.producer === null
    },
    configurable: true,
  },
  grad: {
    get() {
      // From here on the user may hold it: it is not freed behind their back.
      if (this.gradient !== null) this.gradientEscaped = true
      return this.gradient
    },
    set(gradient: Tensor | null) {
      setGradient(this, gradient)
    },
    configurable: true,
  },
}

function setTracked(t: Tensor, flag: boolean): void {
  if (typeof flag !== 'boolean') throw new TypeError(`requiresGrad: expected a boolean, got ${nameOf(flag)}`)
  assertAlive(t, 'requiresGrad')
  if (t.producer !== null && !flag) {
    throw new GraphError('requiresGrad', {
      expected: 'a leaf',
      got: `a result of ${t.origin}`,
      remedy: 'Use detach() for a tensor that no gradient flows through',
    })
  }
  if (flag) assertDifferentiable('requiresGrad', t.dtype)
  t.tracked = flag
}

function setGradient(t: Tensor, gradient: Tensor | null): void {
  if (gradient === t.gradient) return
  if (gradient !== null) {
    if (!(gradient instanceof Tensor)) throw new TypeError(`grad: expected a tensor or null, got ${kindOf(gradient)}`)
    assertGradientOf('grad', t, gradient)
  }
  dropGradient(t)
  if (gradient === null) return
  makePersistent(gradient)
  t.gradient = gradient
  t.gradientEscaped = true
}
