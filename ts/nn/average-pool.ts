import {
  type AveragePool2dOptions,
  type AveragePoolOptions,
  avgPool1d,
  avgPool2d,
  checkDivisor,
} from '../ops/pooling/average-pool.js'
import { type PerAxis, perAxis } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/** What both average pools share: the settings, checked when the layer is made. */
abstract class AveragePool extends Module {
  readonly kernelSize: PerAxis
  readonly stride: PerAxis
  readonly padding: PerAxis
  readonly ceilMode: boolean
  readonly countIncludePad: boolean

  constructor(op: string, rank: 1 | 2, kernelSize: PerAxis, { stride, padding = 0, ...rest }: Settings) {
    super()
    perAxis(op, 'kernelSize', kernelSize, rank, 1)
    perAxis(op, 'stride', stride, rank, 1)
    perAxis(op, 'padding', padding, rank, 0)
    this.kernelSize = kernelSize
    this.stride = stride
    this.padding = padding
    this.ceilMode = rest.ceilMode
    this.countIncludePad = rest.countIncludePad
  }

  protected options(): AveragePoolOptions {
    const { stride, padding, ceilMode, countIncludePad } = this
    return { stride, padding, ceilMode, countIncludePad }
  }

  protected override describe(): string {
    const { kernelSize, stride, padding } = this
    return settingsText({ kernelSize, stride, padding })
  }
}

interface Settings {
  stride: PerAxis
  padding: PerAxis | undefined
  ceilMode: boolean
  countIncludePad: boolean
}

function defaultsFor(kernelSize: PerAxis): Settings {
  return { stride: kernelSize, padding: undefined, ceilMode: false, countIncludePad: true }
}

/**
 * y = mean of x over each window; x [N, C, L] or [C, L] → [N, C, out], see `functional.avgPool1d`.
 * Same as torch.nn.AvgPool1d. @throws ValueError
 */
export class AvgPool1d extends AveragePool {
  constructor(kernelSize: PerAxis, options?: AveragePoolOptions) {
    super('AvgPool1d', 1, kernelSize, withDefaults('AvgPool1d', options, defaultsFor(kernelSize)))
  }

  forward(x: Tensor): Tensor {
    return avgPool1d(x, this.kernelSize, this.options())
  }
}

/**
 * y = mean of x over each window; x [N, C, H, W] or [C, H, W] → [N, C, out, out], see `functional.avgPool2d`.
 * Same as torch.nn.AvgPool2d. @throws ValueError
 */
export class AvgPool2d extends AveragePool {
  readonly divisorOverride: number | null

  constructor(kernelSize: PerAxis, options?: AveragePool2dOptions) {
    const defaults: Settings & { divisorOverride: number | null } = {
      ...defaultsFor(kernelSize),
      divisorOverride: null,
    }
    const { divisorOverride, ...settings } = withDefaults('AvgPool2d', options, defaults)
    checkDivisor('AvgPool2d', divisorOverride)
    super('AvgPool2d', 2, kernelSize, settings)
    this.divisorOverride = divisorOverride
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.kernelSize, { ...this.options(), divisorOverride: this.divisorOverride })
  }
}
