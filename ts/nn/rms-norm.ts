import { checkEps } from '../ops/declare/affine.js'
import { type NormalizedShape, toNormalizedShape } from '../ops/declare/normalized-shape.js'
import { rmsNorm, toEps } from '../ops/rms-norm.js'
import { withDefaults } from '../options.js'
import { ones } from '../tensor/creation.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

export interface RmsNormLayerOptions {
  /** Added to the mean square. Default null: the distance from 1 to the next number of the element type. */
  eps?: number | null | undefined
  /** Whether a weight is learnt for each element. Default true. */
  elementwiseAffine?: boolean | undefined
}

/**
 * y = x/√(mean(x²) + eps)·weight, the mean over the last dimensions of each sample. Same as torch.nn.RMSNorm. Source:
 * Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019.
 *
 * x [..., *normalizedShape]; weight of ones at first, of the normalized shape.
 */
export class RMSNorm extends Module {
  readonly normalizedShape: readonly number[]
  readonly eps: number | null
  readonly elementwiseAffine: boolean
  weight: Parameter | null

  /** @throws ShapeError for a shape without dimensions, ValueError for an eps below 0 */
  constructor(normalizedShape: NormalizedShape, options?: RmsNormLayerOptions) {
    super()
    const { eps, elementwiseAffine } = withDefaults<{ eps: number | null; elementwiseAffine: boolean }>(
      'RMSNorm',
      options,
      { eps: null, elementwiseAffine: true },
    )
    checkEps('RMSNorm', toEps('RMSNorm', eps))
    const shape = toNormalizedShape('RMSNorm', normalizedShape)
    this.normalizedShape = shape
    this.eps = eps
    this.elementwiseAffine = elementwiseAffine
    this.weight = elementwiseAffine ? new Parameter(ones(shape)) : null
  }

  forward(x: Tensor): Tensor {
    return rmsNorm(x, this.normalizedShape, { weight: this.weight ?? undefined, eps: this.eps })
  }

  protected override describe(): string {
    return `${show(this.normalizedShape)}, eps=${this.eps}, elementwiseAffine=${this.elementwiseAffine}`
  }
}
