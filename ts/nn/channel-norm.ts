import { ShapeError } from '../errors.js'
import { checkEps } from '../ops/declare/affine.js'
import { assertTensor } from '../ops/declare/assert-tensor.js'
import { nameOf, withDefaults } from '../options.js'
import { ones, zeros } from '../tensor/creation.js'
import { overwrite } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

/** What batch and instance normalization share; their defaults differ. */
export interface ChannelNormOptions {
  /** Added to the variance, so that nothing is divided by 0. Default 1e-5. */
  eps?: number | undefined
  /** By which share running statistics move in a step; null: so that they are the average of all steps. Default 0.1. */
  momentum?: number | null | undefined
  /** Whether a weight, and with `bias` an offset, is learnt for each channel. */
  affine?: boolean | undefined
  /** Whether mean and variance seen in training are kept for evaluation. */
  trackRunningStats?: boolean | undefined
  /** Whether there is an offset where `affine` is true. Default true. */
  bias?: boolean | undefined
}

/** Normalization of each channel, with the state that torch's has: its buffers carry torch's names. */
export abstract class ChannelNorm extends Module {
  readonly numFeatures: number
  readonly eps: number
  readonly momentum: number | null
  readonly affine: boolean
  readonly trackRunningStats: boolean
  weight: Parameter | null
  bias: Parameter | null
  /** Running mean, [C]; null when not tracked. */
  declare running_mean: Tensor | null
  /** Running variance, [C]; null when not tracked. */
  declare running_var: Tensor | null
  /** Batches seen in training, an int32 scalar; null when not tracked. */
  declare num_batches_tracked: Tensor | null

  constructor(
    numFeatures: number,
    options: ChannelNormOptions | undefined,
    defaults: { affine: boolean; trackRunningStats: boolean },
  ) {
    super()
    const name = new.target.name
    const settings = withDefaults<{
      eps: number
      momentum: unknown
      affine: boolean
      trackRunningStats: boolean
      bias: boolean
    }>(name, options, { eps: 1e-5, momentum: undefined, ...defaults, bias: true })
    if (typeof numFeatures !== 'number') {
      throw new TypeError(`${name}: expected numFeatures as a number, got ${nameOf(numFeatures)}`)
    }
    if (!Number.isInteger(numFeatures) || numFeatures < 0) {
      const expected = 'numFeatures to be a whole number of at least 0'
      throw new ShapeError(name, { expected, got: String(numFeatures) })
    }
    checkEps(name, settings.eps)
    this.numFeatures = numFeatures
    this.eps = settings.eps
    this.momentum = toMomentum(name, settings.momentum)
    this.affine = settings.affine
    this.trackRunningStats = settings.trackRunningStats
    this.weight = this.affine ? new Parameter(ones([numFeatures])) : null
    this.bias = this.affine && settings.bias ? new Parameter(zeros([numFeatures])) : null
    if (this.trackRunningStats) {
      this.registerBuffer('running_mean', zeros([numFeatures]))
      this.registerBuffer('running_var', ones([numFeatures]))
      this.registerBuffer('num_batches_tracked', zeros([], { dtype: 'int32' }))
    } else {
      this.running_mean = null
      this.running_var = null
      this.num_batches_tracked = null
    }
  }

  /** Forgets what was seen: mean 0, variance 1, no batches. Same as torch's reset_running_stats. */
  resetRunningStats(): void {
    const { running_mean: mean, running_var: variance, num_batches_tracked: batches } = this
    if (mean !== null) overwrite(mean, new Float32Array(mean.size), 'resetRunningStats')
    if (variance !== null) overwrite(variance, new Float32Array(variance.size).fill(1), 'resetRunningStats')
    if (batches !== null) overwrite(batches, new Int32Array(1), 'resetRunningStats')
  }

  /** @throws ShapeError when x has another number of dimensions */
  protected checkInput(x: Tensor, dimensions: readonly number[], expected: string): void {
    const name = this.constructor.name
    assertTensor(name, x)
    if (!dimensions.includes(x.ndim)) throw new ShapeError(name, { expected, got: show(x.shape) })
  }

  protected override describe(): string {
    const { numFeatures, eps, momentum, affine, trackRunningStats } = this
    const offset = this.bias !== null
    return `${numFeatures}, eps=${eps}, momentum=${momentum}, affine=${affine}, bias=${offset}, trackRunningStats=${trackRunningStats}`
  }
}

function toMomentum(op: string, momentum: unknown): number | null {
  if (momentum === undefined) return 0.1
  if (momentum === null || typeof momentum === 'number') return momentum
  throw new TypeError(`${op}: option 'momentum' must be a number or null, got ${nameOf(momentum)}`)
}
