import { ShapeError, ValueError } from '../errors.js'
import { convTranspose1d, convTranspose2d, readOutputPadding } from '../ops/convolution/transposed-convolution.js'
import { assertTensor } from '../ops/declare/assert-tensor.js'
import { type PerAxis, perAxis } from '../ops/pooling/windows.js'
import { withDefaults } from '../options.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { CONVOLUTION_DEFAULTS, Convolution, type ConvolutionSettings } from './convolution.js'

export interface ConvTransposeOptions {
  /** From one place of the kernel in the result to the next. Default 1. */
  stride?: PerAxis | undefined
  /** Places that are left out at each end of the result. Default 0. */
  padding?: PerAxis | undefined
  /** Places added behind the result, fewer than stride or dilation. Default 0. */
  outputPadding?: PerAxis | undefined
  /** Groups of channels that are convolved apart from each other. Default 1. */
  groups?: number | undefined
  /** Whether to add a learnt offset to each channel. Default true. */
  bias?: boolean | undefined
  /** From one element under the kernel to the next. Default 1. */
  dilation?: PerAxis | undefined
  /** There is no other. */
  paddingMode?: 'zeros' | undefined
}

export interface ConvTransposeForwardOptions {
  /** The result's length, or height and width, or its whole shape, instead of what `outputPadding` gives. */
  outputSize?: PerAxis | undefined
}

type Settings = ConvolutionSettings & { padding: PerAxis | undefined; outputPadding: PerAxis | undefined }

/** What both transposed convolutions share. */
abstract class ConvTranspose extends Convolution {
  readonly padding: readonly number[]
  readonly outputPadding: readonly number[]

  constructor(
    rank: 1 | 2,
    inChannels: number,
    outChannels: number,
    kernelSize: PerAxis,
    options: ConvTransposeOptions | undefined,
  ) {
    const name = new.target.name
    const defaults = { ...CONVOLUTION_DEFAULTS, padding: undefined, outputPadding: undefined }
    const { padding = 0, outputPadding = 0, ...settings } = withDefaults<Settings>(name, options, defaults)
    let [margins, added]: number[][] = [[], []]
    super(rank, true, inChannels, outChannels, kernelSize, settings, (_, moves, mode) => {
      if (mode !== 'zeros') throw new ValueError(name, { expected: "paddingMode 'zeros'", got: `'${mode}'` })
      margins = perAxis(name, 'padding', padding, rank, 0)
      added = readOutputPadding(name, outputPadding, rank, moves)
    })
    this.padding = margins as number[]
    this.outputPadding = added as number[]
  }

  protected convolve(
    x: Tensor,
    options: ConvTransposeForwardOptions | undefined,
    convolution: typeof convTranspose2d,
  ): Tensor {
    const { weight, bias, stride, padding, groups, dilation } = this
    const { outputSize } = withDefaults<{ outputSize: PerAxis | undefined }>(this.constructor.name, options, {
      outputSize: undefined,
    })
    const outputPadding = outputSize === undefined ? this.outputPadding : this.#paddingFor(x, outputSize)
    return convolution(x, weight, bias ?? undefined, { stride, padding, outputPadding, groups, dilation })
  }

  /** What has to be added behind to get a size. @throws ShapeError when nothing less than the stride does */
  #paddingFor(x: Tensor, outputSize: PerAxis): number[] {
    const name = this.constructor.name
    const { kernelSize, stride, padding, dilation } = this
    const rank = kernelSize.length
    assertTensor(name, x)
    const spatial = Array.isArray(outputSize) && outputSize.length === x.ndim ? outputSize.slice(-rank) : outputSize
    const wanted = perAxis(name, 'outputSize', spatial, rank, 1)
    const least = kernelSize.map((size, d) => {
      const [s, p, e] = [stride[d], padding[d], dilation[d]] as [number, number, number]
      return ((x.shape[x.ndim - rank + d] as number) - 1) * s - 2 * p + e * (size - 1) + 1
    })
    const added = wanted.map((size, d) => size - (least[d] as number))
    if (added.every((places, d) => places >= 0 && places < (stride[d] as number))) return added
    const most = least.map((size, d) => size + (stride[d] as number) - 1)
    throw new ShapeError(name, {
      expected: `outputSize from ${show(least)} to ${show(most)} for an input of shape ${show(x.shape)}`,
      got: show(wanted),
    })
  }

  protected override describe(): string {
    return this.describeWith(this.padding, this.outputPadding)
  }
}

/**
 * The transposed convolution, which makes signals longer, see `functional.convTranspose1d`.
 * Same as torch.nn.ConvTranspose1d.
 *
 * weight [in, out/groups, k] and bias [out], both uniform on ±1/√(out/groups·k) at first; x [N, C, L] or [C, L].
 *
 * @throws ShapeError when groups do not divide the channels, ValueError
 */
export class ConvTranspose1d extends ConvTranspose {
  constructor(inChannels: number, outChannels: number, kernelSize: PerAxis, options?: ConvTransposeOptions) {
    super(1, inChannels, outChannels, kernelSize, options)
  }

  /** @throws ShapeError when `outputSize` cannot be had */
  forward(x: Tensor, options?: ConvTransposeForwardOptions): Tensor {
    return this.convolve(x, options, convTranspose1d)
  }
}

/**
 * The transposed convolution, which makes images larger, see `functional.convTranspose2d`.
 * Same as torch.nn.ConvTranspose2d.
 *
 * weight [in, out/groups, kH, kW] and bias [out], both uniform on ±1/√(out/groups·kH·kW) at first; x [N, C, H, W] or
 * [C, H, W].
 *
 * @throws ShapeError when groups do not divide the channels, ValueError
 */
export class ConvTranspose2d extends ConvTranspose {
  constructor(inChannels: number, outChannels: number, kernelSize: PerAxis, options?: ConvTransposeOptions) {
    super(2, inChannels, outChannels, kernelSize, options)
  }

  /** @throws ShapeError when `outputSize` cannot be had */
  forward(x: Tensor, options?: ConvTransposeForwardOptions): Tensor {
    return this.convolve(x, options, convTranspose2d)
  }
}
