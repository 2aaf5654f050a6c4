import {
  checkNeighbourhood,
  LOCAL_RESPONSE_DEFAULTS,
  type LocalResponseNormOptions,
  localResponseNorm,
} from '../ops/local-response-norm.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/**
 * y = x/(k + alpha/size·Σ x²)^beta, the sum over `size` neighbouring channels at the same place. Same as
 * torch.nn.LocalResponseNorm. Source: Krizhevsky, Sutskever and Hinton, "ImageNet Classification with Deep
 * Convolutional Neural Networks", 2012.
 *
 * x [N, C, L] or more dimensions.
 */
export class LocalResponseNorm extends Module {
  readonly size: number
  readonly alpha: number
  readonly beta: number
  readonly k: number

  /** @throws ShapeError for a size below 1 */
  constructor(size: number, options?: LocalResponseNormOptions) {
    super()
    const { alpha, beta, k } = withDefaults('LocalResponseNorm', options, LOCAL_RESPONSE_DEFAULTS)
    checkNeighbourhood('LocalResponseNorm', size)
    this.size = size
    this.alpha = alpha
    this.beta = beta
    this.k = k
  }

  forward(x: Tensor): Tensor {
    const { size, alpha, beta, k } = this
    return localResponseNorm(x, size, { alpha, beta, k })
  }

  protected override describe(): string {
    return `${this.size}, alpha=${this.alpha}, beta=${this.beta}, k=${this.k}`
  }
}
