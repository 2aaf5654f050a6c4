import { ShapeError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import type { PerAxis } from '../pooling/windows.js'
import { applyConvolution } from './apply.js'
import { checkBias, checkRanks, geometryOf, type Operands, readMargins, readMoves } from './geometry.js'

export interface ConvolutionOptions {
  /** From one position of the kernel to the next. Default 1. */
  stride?: PerAxis | undefined
  /**
   * Zeros at each end. `valid`: none; `same`, for a stride of 1: as many as keep the size, the larger half of an odd
   * number behind. Default 0.
   */
  padding?: PerAxis | 'same' | 'valid' | undefined
  /** From one element under the kernel to the next. Default 1. */
  dilation?: PerAxis | undefined
  /** Groups of channels that are convolved apart from each other. Default 1. */
  groups?: number | undefined
}

/**
 * y[n, o, i] = bias[o] + Σ over c, k of weight[o, c, k]·x[n, c, i·stride + k·dilation − padding], as cross-correlation.
 * Same as torch.nn.functional.conv1d.
 *
 * out = ⌊(in + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1
 *
 * @param x      [N, C, L], or [C, L] without a batch
 * @param weight [out, C/groups, k]
 * @param bias   [out]
 * @throws ShapeError when sizes do not fit, ValueError, DTypeError when an operand is not real
 */
export function conv1d(x: Tensor, weight: Tensor, bias?: Tensor, options?: ConvolutionOptions): Tensor {
  return convolution('conv1d', { x, weight, bias }, 1, options)
}

/**
 * y[n, o, i, j] = bias[o] + Σ over c, k, l of weight[o, c, k, l]·x[n, c, i·stride + k·dilation − padding, …], as
 * cross-correlation. Same as torch.nn.functional.conv2d.
 *
 * out = ⌊(in + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1 for height and width
 *
 * @param x      [N, C, H, W], or [C, H, W] without a batch
 * @param weight [out, C/groups, kH, kW]
 * @param bias   [out]
 * @throws ShapeError when sizes do not fit, ValueError, DTypeError when an operand is not real
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor, options?: ConvolutionOptions): Tensor {
  return convolution('conv2d', { x, weight, bias }, 2, options)
}

interface Settings {
  stride: PerAxis
  padding: PerAxis | 'same' | 'valid'
  dilation: PerAxis
  groups: number
}

/** `perAxis` reads strides and dilations; as defaults they have no one JavaScript type. */
const DEFAULTS = { stride: undefined, padding: undefined, dilation: undefined, groups: 1 } as unknown as Settings

function convolution(op: string, operands: Operands, rank: 1 | 2, options: ConvolutionOptions | undefined): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups } = withDefaults<Settings>(op, options, DEFAULTS)
  const { x, weight } = operands
  checkRanks(op, operands, rank, 'out, C/groups')
  const moves = readMoves(op, rank, { stride, dilation, groups })
  const [outputs, channels, ...kernel] = weight.shape as [number, number, ...number[]]
  const margins = readMargins(op, padding, kernel, moves)
  checkChannels(op, operands, rank, groups)
  checkBias(op, operands, outputs)
  const dimensions = kernel.map((size, d): [number, number, number, number, number, number] => {
    const input = x.shape[x.ndim - rank + d] as number
    const [step, spread, before] = [moves.stride[d], moves.dilation[d], margins.before[d]] as [number, number, number]
    const room = input + before + (margins.after[d] as number) - spread * (size - 1) - 1
    return [input, Math.floor(room / step) + 1, size, step, before, spread]
  })
  if (dimensions.some(([, output]) => output < 1)) {
    throw new ShapeError(op, {
      expected: `an input for which ⌊(in + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1 is at least 1, with a weight of shape ${show(weight.shape)}`,
      got: `${show(x.shape)}, padding ${show(margins.before)}, dilation ${show(moves.dilation)}, stride ${show(moves.stride)}, which give ${show(dimensions.map(([, output]) => output))}`,
      remedy: 'Use more padding, a smaller kernel or dilation, or pool less before',
    })
  }
  return applyConvolution(operands, geometryOf(op, false, x, groups, [channels, outputs / groups], dimensions))
}

function checkChannels(op: string, { x, weight }: Operands, rank: number, groups: number): void {
  const [outputs, channels] = weight.shape as [number, number]
  if (outputs % groups !== 0) {
    throw new ShapeError(op, {
      expected: `a weight whose first size can be divided by ${groups} groups`,
      got: show(weight.shape),
    })
  }
  if (x.shape[x.ndim - rank - 1] === channels * groups) return
  const given = groups === 1 ? '' : ` and ${groups} groups`
  throw new ShapeError(op, {
    expected: `input with ${channels * groups} channels for a weight of shape ${show(weight.shape)}${given}`,
    got: show(x.shape),
    remedy: 'Channels come before height and width: [N, C, …]. The weight is [out, C/groups, …]',
  })
}
