import { ShapeError } from '../errors.js'
import { instanceNorm } from '../ops/instance-norm.js'
import { squeeze, unsqueeze } from '../ops/reshape.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { ChannelNorm, type ChannelNormOptions } from './channel-norm.js'

/** `affine` and `trackRunningStats` are false by default. */
export type InstanceNormLayerOptions = ChannelNormOptions

abstract class InstanceNorm extends ChannelNorm {
  constructor(numFeatures: number, options?: InstanceNormLayerOptions) {
    super(numFeatures, options, { affine: false, trackRunningStats: false })
  }

  /** `batched` is the number of dimensions of several samples; with one less it is a single sample. */
  protected normalize(x: Tensor, batched: number): Tensor {
    const single = x.ndim < batched
    this.#checkChannels(x, single ? 0 : 1)
    if (!single) return this.#ofBatch(x)
    return composite(() => squeeze(this.#ofBatch(unsqueeze(x, 0)), 0))
  }

  #ofBatch(x: Tensor): Tensor {
    return instanceNorm(x, {
      runningMean: this.running_mean ?? undefined,
      runningVar: this.running_var ?? undefined,
      weight: this.weight ?? undefined,
      bias: this.bias ?? undefined,
      useInputStats: this.training || !this.trackRunningStats,
      momentum: this.momentum ?? 0,
      eps: this.eps,
    })
  }

  /** Where nothing is kept for each channel, their number does not matter, as in torch. */
  #checkChannels(x: Tensor, dim: number): void {
    if (x.shape[dim] === this.numFeatures || !(this.affine || this.trackRunningStats)) return
    const expected = `an input of ${this.numFeatures} channels at dimension ${dim}`
    throw new ShapeError(this.constructor.name, { expected, got: show(x.shape) })
  }
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias for each channel of each sample; in evaluation by running statistics
 * if these are tracked. Same as torch.nn.InstanceNorm1d. Source: Ulyanov, Vedaldi and Lempitsky, "Instance
 * Normalization: The Missing Ingredient for Fast Stylization", 2016.
 *
 * x [N, C, L] or [C, L]; weight [C] of ones and bias [C] of zeros at first.
 */
export class InstanceNorm1d extends InstanceNorm {
  /** @throws ValueError for one place per channel, ShapeError when x has other channels */
  forward(x: Tensor): Tensor {
    this.checkInput(x, [2, 3], 'an input of shape [N, C, L] or [C, L]')
    return this.normalize(x, 3)
  }
}

/** As InstanceNorm1d for x [N, C, H, W] or [C, H, W]. Same as torch.nn.InstanceNorm2d. */
export class InstanceNorm2d extends InstanceNorm {
  /** @throws ValueError for one place per channel, ShapeError when x has other channels */
  forward(x: Tensor): Tensor {
    this.checkInput(x, [3, 4], 'an input of shape [N, C, H, W] or [C, H, W]')
    return this.normalize(x, 4)
  }
}
