import { type InterpolateOptions, interpolate, readInterpolateOptions } from '../ops/interpolate.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/**
 * x in another size, see `functional.interpolate`; x [N, C, L] or [N, C, H, W]. Same as torch.nn.Upsample in the modes
 * `nearest`, `linear` and `bilinear`. @throws ValueError unless there is either a size or a scaleFactor
 */
export class Upsample extends Module {
  readonly size: InterpolateOptions['size']
  readonly scaleFactor: InterpolateOptions['scaleFactor']
  readonly mode: NonNullable<InterpolateOptions['mode']>
  readonly alignCorners: boolean | undefined

  constructor(options?: InterpolateOptions) {
    super()
    const { size, scaleFactor, mode, alignCorners } = readInterpolateOptions('Upsample', options)
    this.size = size
    this.scaleFactor = scaleFactor
    this.mode = mode
    this.alignCorners = alignCorners
  }

  forward(x: Tensor): Tensor {
    const { size, scaleFactor, mode, alignCorners } = this
    return interpolate(x, { size, scaleFactor, mode, alignCorners })
  }

  protected override describe(): string {
    const { size, scaleFactor, mode } = this
    return settingsText(size === undefined ? { scaleFactor, mode } : { size, mode })
  }
}
