import { checkEps } from '../ops/declare/affine.js'
import { type NormalizedShape, toNormalizedShape } from '../ops/declare/normalized-shape.js'
import { layerNorm } from '../ops/layer-norm.js'
import { withDefaults } from '../options.js'
import { ones, zeros } from '../tensor/creation.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

export interface LayerNormLayerOptions {
  /** Added to the variance, so that nothing is divided by 0. Default 1e-5. */
  eps?: number | undefined
  /** Whether a weight, and with `bias` an offset, is learnt for each element. Default true. */
  elementwiseAffine?: boolean | undefined
  /** Whether there is an offset where `elementwiseAffine` is true. Default true. */
  bias?: boolean | undefined
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, mean and variance over the last dimensions of each sample. Same as
 * torch.nn.LayerNorm. Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
 *
 * x [..., *normalizedShape]; weight of ones and bias of zeros at first, both of the normalized shape.
 */
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[]
  readonly eps: number
  readonly elementwiseAffine: boolean
  weight: Parameter | null
  bias: Parameter | null

  /** @throws ShapeError for a shape without dimensions, ValueError for an eps below 0 */
  constructor(normalizedShape: NormalizedShape, options?: LayerNormLayerOptions) {
    super()
    const { eps, elementwiseAffine, bias } = withDefaults('LayerNorm', options, {
      eps: 1e-5,
      elementwiseAffine: true,
      bias: true,
    })
    checkEps('LayerNorm', eps)
    const shape = toNormalizedShape('LayerNorm', normalizedShape)
    this.normalizedShape = shape
    this.eps = eps
    this.elementwiseAffine = elementwiseAffine
    this.weight = elementwiseAffine ? new Parameter(ones(shape)) : null
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(shape)) : null
  }

  forward(x: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this
    return layerNorm(x, normalizedShape, { weight: weight ?? undefined, bias: bias ?? undefined, eps })
  }

  protected override describe(): string {
    const { normalizedShape, eps, elementwiseAffine, bias } = this
    return `${show(normalizedShape)}, eps=${eps}, elementwiseAffine=${elementwiseAffine}, bias=${bias !== null}`
  }
}
