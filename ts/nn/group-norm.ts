import { ShapeError } from '../errors.js'
import { checkEps } from '../ops/declare/affine.js'
import { checkGroups, groupNorm } from '../ops/group-norm.js'
import { nameOf, withDefaults } from '../options.js'
import { ones, zeros } from '../tensor/creation.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

export interface GroupNormLayerOptions {
  /** Added to the variance, so that nothing is divided by 0. Default 1e-5. */
  eps?: number | undefined
  /** Whether a weight, and with `bias` an offset, is learnt for each channel. Default true. */
  affine?: boolean | undefined
  /** Whether there is an offset where `affine` is true. Default true. */
  bias?: boolean | undefined
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, mean and variance over the channels of a group and all places of a
 * sample. Same as torch.nn.GroupNorm. Source: Wu and He, "Group Normalization", 2018.
 *
 * x [N, C, …]; weight [C] of ones and bias [C] of zeros at first.
 */
export class GroupNorm extends Module {
  readonly numGroups: number
  readonly numChannels: number
  readonly eps: number
  readonly affine: boolean
  weight: Parameter | null
  bias: Parameter | null

  /** @throws ValueError when the channels do not form so many groups, or for an eps below 0 */
  constructor(numGroups: number, numChannels: number, options?: GroupNormLayerOptions) {
    super()
    const name = 'GroupNorm'
    const { eps, affine, bias } = withDefaults(name, options, { eps: 1e-5, affine: true, bias: true })
    if (typeof numChannels !== 'number') {
      throw new TypeError(`${name}: expected numChannels as a number, got ${nameOf(numChannels)}`)
    }
    if (!Number.isInteger(numChannels) || numChannels < 0) {
      const expected = 'numChannels to be a whole number of at least 0'
      throw new ShapeError(name, { expected, got: String(numChannels) })
    }
    checkGroups(name, numGroups, numChannels)
    checkEps(name, eps)
    this.numGroups = numGroups
    this.numChannels = numChannels
    this.eps = eps
    this.affine = affine
    this.weight = affine ? new Parameter(ones([numChannels])) : null
    this.bias = affine && bias ? new Parameter(zeros([numChannels])) : null
  }

  /** @throws ShapeError when x has other channels */
  forward(x: Tensor): Tensor {
    const { numGroups, weight, bias, eps } = this
    return groupNorm(x, numGroups, { weight: weight ?? undefined, bias: bias ?? undefined, eps })
  }

  protected override describe(): string {
    const { numGroups, numChannels, eps, affine } = this
    return `${numGroups}, ${numChannels}, eps=${eps}, affine=${affine}, bias=${this.bias !== null}`
  }
}
