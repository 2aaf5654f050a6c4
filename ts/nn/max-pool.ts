import { type MaxPooled, type MaxPoolOptions, maxPool1d, maxPool2d } from '../ops/pooling/max-pool.js'
import { type PerAxis, perAxis } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'
import { settingsText } from './settings-text.js'

/** What both max pools share: the settings, checked when the layer is made. */
abstract class MaxPool<Indices extends boolean> extends Module {
  readonly kernelSize: PerAxis
  readonly stride: PerAxis
  readonly padding: PerAxis
  readonly dilation: PerAxis
  readonly ceilMode: boolean
  readonly returnIndices: Indices

  constructor(rank: 1 | 2, kernelSize: PerAxis, options: MaxPoolOptions<Indices> | undefined) {
    super()
    const op = new.target.name
    const defaults = { stride: kernelSize, padding: undefined, dilation: undefined, ceilMode: false }
    const settings = withDefaults<Settings<Indices>>(op, options, { ...defaults, returnIndices: false as Indices })
    const { stride, padding = 0, dilation = 1 } = settings
    perAxis(op, 'kernelSize', kernelSize, rank, 1)
    perAxis(op, 'stride', stride, rank, 1)
    perAxis(op, 'padding', padding, rank, 0)
    perAxis(op, 'dilation', dilation, rank, 1)
    this.kernelSize = kernelSize
    this.stride = stride
    this.padding = padding
    this.dilation = dilation
    this.ceilMode = settings.ceilMode
    this.returnIndices = settings.returnIndices
  }

  protected options(): MaxPoolOptions<Indices> {
    const { stride, padding, dilation, ceilMode, returnIndices } = this
    return { stride, padding, dilation, ceilMode, returnIndices }
  }

  protected override describe(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this
    return settingsText({ kernelSize, stride, padding, dilation, ceilMode })
  }
}

interface Settings<Indices> {
  stride: PerAxis
  padding: PerAxis | undefined
  dilation: PerAxis | undefined
  ceilMode: boolean
  returnIndices: Indices
}

/**
 * y = max of x over each window; x [N, C, L] or [C, L] → [N, C, out], see `functional.maxPool1d`.
 * Same as torch.nn.MaxPool1d. @throws ValueError
 */
export class MaxPool1d<Indices extends boolean = false> extends MaxPool<Indices> {
  constructor(kernelSize: PerAxis, options?: MaxPoolOptions<Indices>) {
    super(1, kernelSize, options)
  }

  forward(x: Tensor): MaxPooled<Indices> {
    return maxPool1d<Indices>(x, this.kernelSize, this.options())
  }
}

/**
 * y = max of x over each window; x [N, C, H, W] or [C, H, W] → [N, C, out, out], see `functional.maxPool2d`.
 * Same as torch.nn.MaxPool2d. @throws ValueError
 */
export class MaxPool2d<Indices extends boolean = false> extends MaxPool<Indices> {
  constructor(kernelSize: PerAxis, options?: MaxPoolOptions<Indices>) {
    super(2, kernelSize, options)
  }

  forward(x: Tensor): MaxPooled<Indices> {
    return maxPool2d<Indices>(x, this.kernelSize, this.options())
  }
}
