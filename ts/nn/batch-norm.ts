import { batchNorm } from '../ops/batch-norm.js'
import { item, overwrite } from '../tensor/read.js'
import type { Tensor } from '../tensor/tensor.js'
import { ChannelNorm, type ChannelNormOptions } from './channel-norm.js'

/** `affine` and `trackRunningStats` are true by default. */
export type BatchNormLayerOptions = ChannelNormOptions

abstract class BatchNorm extends ChannelNorm {
  constructor(numFeatures: number, options?: BatchNormLayerOptions) {
    super(numFeatures, options, { affine: true, trackRunningStats: true })
  }

  protected normalize(x: Tensor): Tensor {
    const { training, eps, num_batches_tracked: counter } = this
    const mean = this.running_mean ?? undefined
    const variance = this.running_var ?? undefined
    const batches = training && counter !== null ? item(counter) + 1 : 0
    const y = batchNorm(x, mean, variance, {
      weight: this.weight ?? undefined,
      bias: this.bias ?? undefined,
      training: training || (mean === undefined && variance === undefined),
      // The average of all batches takes in the n-th by a share of 1/n.
      momentum: this.momentum ?? (batches > 0 ? 1 / batches : 0),
      eps,
    })
    if (batches > 0 && counter !== null) overwrite(counter, Int32Array.of(batches), 'batchNorm')
    return y
  }
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias for each channel: by the batch while training, in evaluation by
 * running statistics (without them by the batch too). Same as torch.nn.BatchNorm1d. Source: Ioffe and Szegedy, "Batch
 * Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift", 2015.
 *
 * x [N, C] or [N, C, L]; weight [C] of ones and bias [C] of zeros at first.
 */
export class BatchNorm1d extends BatchNorm {
  /** @throws ValueError when training on one value per channel, ShapeError when x has other channels */
  forward(x: Tensor): Tensor {
    this.checkInput(x, [2, 3], 'an input of shape [N, C] or [N, C, L]')
    return this.normalize(x)
  }
}

/** As BatchNorm1d for x [N, C, H, W]. Same as torch.nn.BatchNorm2d. */
export class BatchNorm2d extends BatchNorm {
  /** @throws ValueError when training on one value per channel, ShapeError when x has other channels */
  forward(x: Tensor): Tensor {
    this.checkInput(x, [4], 'an input of shape [N, C, H, W]')
    return this.normalize(x)
  }
}
