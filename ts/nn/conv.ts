import { conv1d, conv2d } from '../ops/convolution/convolution.js'
import { readMargins } from '../ops/convolution/geometry.js'
import { pad } from '../ops/pad.js'
import type { PerAxis } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import { composite } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { CONVOLUTION_DEFAULTS, Convolution, type ConvolutionSettings, type PaddingMode } from './convolution.js'

export interface ConvOptions {
  /** From one position of the kernel to the next. Default 1. */
  stride?: PerAxis | undefined
  /** Places added at each end; `same` keeps the size, `valid` adds none. Default 0. */
  padding?: PerAxis | 'same' | 'valid' | undefined
  /** From one element under the kernel to the next. Default 1. */
  dilation?: PerAxis | undefined
  /** Groups of channels that are convolved apart from each other. Default 1. */
  groups?: number | undefined
  /** Whether to add a learnt offset to each channel. Default true. */
  bias?: boolean | undefined
  /** What stands in the added places, see `pad`. Default `zeros`. */
  paddingMode?: PaddingMode | undefined
}

type Settings = ConvolutionSettings & { padding: PerAxis | 'same' | 'valid' | undefined }

/** What both convolutions share. */
abstract class Conv extends Convolution {
  readonly padding: readonly number[] | 'same' | 'valid'
  /** Places added before the convolution, as `pad` wants them; none in mode `zeros`. */
  private readonly added: readonly number[]

  constructor(
    rank: 1 | 2,
    inChannels: number,
    outChannels: number,
    kernelSize: PerAxis,
    options: ConvOptions | undefined,
  ) {
    const defaults = { ...CONVOLUTION_DEFAULTS, padding: undefined }
    const { padding = 0, ...settings } = withDefaults<Settings>(new.target.name, options, defaults)
    const name = new.target.name
    let pairs: number[][] = []
    super(rank, false, inChannels, outChannels, kernelSize, settings, (kernel, moves) => {
      const { before, after } = readMargins(name, padding, kernel, moves)
      pairs = before.map((places, d) => [places, after[d] as number])
    })
    this.padding = padding === 'same' || padding === 'valid' ? padding : pairs.map(([before]) => before as number)
    this.added = this.paddingMode === 'zeros' ? [] : pairs.reverse().flat()
  }

  /** The convolution of x, which is padded first unless with zeros. */
  protected convolve(x: Tensor, convolution: typeof conv2d): Tensor {
    const { weight, bias, stride, padding, dilation, groups, paddingMode } = this
    const offsets = bias ?? undefined
    if (paddingMode === 'zeros') return convolution(x, weight, offsets, { stride, padding, dilation, groups })
    return composite(() => {
      const padded = pad(x, this.added, { mode: paddingMode })
      return convolution(padded, weight, offsets, { stride, dilation, groups })
    })
  }

  protected override describe(): string {
    return this.describeWith(this.padding, [])
  }
}

/**
 * y = weight ⋆ x + bias for each output channel, see `functional.conv1d`. Same as torch.nn.Conv1d.
 *
 * weight [out, in/groups, k] and bias [out], both uniform on ±1/√(in/groups·k) at first; x [N, C, L] or [C, L].
 *
 * @throws ShapeError when groups do not divide the channels, ValueError
 */
export class Conv1d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: PerAxis, options?: ConvOptions) {
    super(1, inChannels, outChannels, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    return this.convolve(x, conv1d)
  }
}

/**
 * y = weight ⋆ x + bias for each output channel, see `functional.conv2d`. Same as torch.nn.Conv2d.
 *
 * weight [out, in/groups, kH, kW] and bias [out], both uniform on ±1/√(in/groups·kH·kW) at first; x [N, C, H, W] or
 * [C, H, W].
 *
 * @throws ShapeError when groups do not divide the channels, ValueError
 */
export class Conv2d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: PerAxis, options?: ConvOptions) {
    super(2, inChannels, outChannels, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    return this.convolve(x, conv2d)
  }
}
