import { checkNormType, type LPPoolOptions, lpPool1d, lpPool2d } from '../ops/pooling/lp-pool.js'
import { type PerAxis, perAxis } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/** What both LP pools share: the settings, checked when the layer is made. */
abstract class LPPool extends Module {
  readonly normType: number
  readonly kernelSize: PerAxis
  readonly stride: PerAxis | undefined
  readonly ceilMode: boolean

  constructor(rank: 1 | 2, normType: number, kernelSize: PerAxis, options: LPPoolOptions | undefined) {
    super()
    const op = new.target.name
    const defaults: { stride: PerAxis | undefined; ceilMode: boolean } = { stride: undefined, ceilMode: false }
    const { stride, ceilMode } = withDefaults(op, options, defaults)
    checkNormType(op, normType)
    perAxis(op, 'kernelSize', kernelSize, rank, 1)
    if (stride !== undefined) perAxis(op, 'stride', stride, rank, 1)
    this.normType = normType
    this.kernelSize = kernelSize
    this.stride = stride
    this.ceilMode = ceilMode
  }

  protected override describe(): string {
    const { normType, kernelSize, stride, ceilMode } = this
    return settingsText({ normType, kernelSize, stride, ceilMode })
  }
}

/**
 * y = (Σ xᵖ over each window)^(1/p); x [N, C, L] or [C, L] → [N, C, out]. Same as torch.nn.LPPool1d. @throws ValueError
 */
export class LPPool1d extends LPPool {
  constructor(normType: number, kernelSize: PerAxis, options?: LPPoolOptions) {
    super(1, normType, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    return lpPool1d(x, this.normType, this.kernelSize, { stride: this.stride, ceilMode: this.ceilMode })
  }
}

/**
 * y = (Σ xᵖ over each window)^(1/p); x [N, C, H, W] or [C, H, W] → [N, C, out, out]. Same as torch.nn.LPPool2d.
 *
 * @throws ValueError
 */
export class LPPool2d extends LPPool {
  constructor(normType: number, kernelSize: PerAxis, options?: LPPoolOptions) {
    super(2, normType, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    return lpPool2d(x, this.normType, this.kernelSize, { stride: this.stride, ceilMode: this.ceilMode })
  }
}
