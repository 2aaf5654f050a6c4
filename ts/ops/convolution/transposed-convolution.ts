import { ShapeError, ValueError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { type PerAxis, perAxis } from '../pooling/windows.js'
import { applyConvolution } from './apply.js'
import { checkBias, checkRanks, geometryOf, type Moves, type Operands, readMoves } from './geometry.js'

export interface TransposedConvolutionOptions {
  /** From one place of the kernel in the result to the next. Default 1. */
  stride?: PerAxis | undefined
  /** Places that are left out at each end of the result. Default 0. */
  padding?: PerAxis | undefined
  /** Places added behind the result, fewer than stride or dilation: several sizes have the same input. Default 0. */
  outputPadding?: PerAxis | undefined
  /** Groups of channels that are convolved apart from each other. Default 1. */
  groups?: number | undefined
  /** From one element under the kernel to the next. Default 1. */
  dilation?: PerAxis | undefined
}

/**
 * The gradient of `conv1d` for its input, as a function: y[n, o, i·stride + k·dilation − padding] sums
 * weight[c, o, k]·x[n, c, i], plus bias[o]. Same as torch.nn.functional.conv_transpose1d.
 *
 * out = (in − 1)·stride − 2·padding + dilation·(k − 1) + outputPadding + 1
 *
 * @param x      [N, C, L], or [C, L] without a batch
 * @param weight [C, out/groups, k]
 * @param bias   [out]
 * @throws ShapeError when sizes do not fit, ValueError, DTypeError when an operand is not real
 */
export function convTranspose1d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  options?: TransposedConvolutionOptions,
): Tensor {
  return transposedConvolution('convTranspose1d', { x, weight, bias }, 1, options)
}

/**
 * The gradient of `conv2d` for its input, as a function: y[n, o, i·stride + k·dilation − padding, …] sums
 * weight[c, o, k, l]·x[n, c, i, j], plus bias[o]. Same as torch.nn.functional.conv_transpose2d.
 *
 * out = (in − 1)·stride − 2·padding + dilation·(k − 1) + outputPadding + 1 for height and width
 *
 * @param x      [N, C, H, W], or [C, H, W] without a batch
 * @param weight [C, out/groups, kH, kW]
 * @param bias   [out]
 * @throws ShapeError when sizes do not fit, ValueError, DTypeError when an operand is not real
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  options?: TransposedConvolutionOptions,
): Tensor {
  return transposedConvolution('convTranspose2d', { x, weight, bias }, 2, options)
}

interface Settings {
  stride: PerAxis
  padding: PerAxis
  outputPadding: PerAxis
  groups: number
  dilation: PerAxis
}

/** `perAxis` reads all but the groups; as defaults they have no one JavaScript type. */
const DEFAULTS = {
  stride: undefined,
  padding: undefined,
  outputPadding: undefined,
  groups: 1,
  dilation: undefined,
} as unknown as Settings

function transposedConvolution(
  op: string,
  operands: Operands,
  rank: 1 | 2,
  options: TransposedConvolutionOptions | undefined,
): Tensor {
  const settings = withDefaults<Settings>(op, options, DEFAULTS)
  const { stride = 1, padding = 0, outputPadding = 0, groups, dilation = 1 } = settings
  const { x, weight } = operands
  checkRanks(op, operands, rank, 'C, out/groups')
  const moves = readMoves(op, rank, { stride, dilation, groups })
  const margins = perAxis(op, 'padding', padding, rank, 0)
  const added = readOutputPadding(op, outputPadding, rank, moves)
  const [channels, outputs, ...kernel] = weight.shape as [number, number, ...number[]]
  checkChannels(op, operands, rank, groups)
  checkBias(op, operands, outputs * groups)
  const dimensions = kernel.map((size, d): [number, number, number, number, number, number] => {
    const input = x.shape[x.ndim - rank + d] as number
    const [step, spread, left, more] = [moves.stride[d], moves.dilation[d], margins[d], added[d]] as number[] as [
      number,
      number,
      number,
      number,
    ]
    return [(input - 1) * step - 2 * left + spread * (size - 1) + more + 1, input, size, step, left, spread]
  })
  if (dimensions.some(([output]) => output < 1)) {
    throw new ShapeError(op, {
      expected: `an input for which (in − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1 is at least 1, with a weight of shape ${show(weight.shape)}`,
      got: `${show(x.shape)}, padding ${show(margins)}, dilation ${show(moves.dilation)}, stride ${show(moves.stride)}, outputPadding ${show(added)}, which give ${show(dimensions.map(([output]) => output))}`,
      remedy: 'Use less padding',
    })
  }
  return applyConvolution(operands, geometryOf(op, true, x, groups, [outputs, channels / groups], dimensions))
}

/** @throws TypeError, ValueError when it is not less than stride or dilation */
export function readOutputPadding(
  op: string,
  outputPadding: PerAxis,
  rank: number,
  { stride, dilation }: Pick<Moves, 'stride' | 'dilation'>,
): number[] {
  const added = perAxis(op, 'outputPadding', outputPadding, rank, 0)
  if (added.every((places, d) => places < Math.max(stride[d] as number, dilation[d] as number))) return added
  throw new ValueError(op, {
    expected: `outputPadding less than the larger of stride ${show(stride)} and dilation ${show(dilation)}`,
    got: show(added),
  })
}

function checkChannels(op: string, { x, weight }: Operands, rank: number, groups: number): void {
  const [channels] = weight.shape as [number]
  if (channels % groups !== 0) {
    throw new ShapeError(op, {
      expected: `a weight whose first size can be divided by ${groups} groups`,
      got: show(weight.shape),
    })
  }
  if (x.shape[x.ndim - rank - 1] === channels) return
  throw new ShapeError(op, {
    expected: `input with ${channels} channels for a weight of shape ${show(weight.shape)}`,
    got: show(x.shape),
    remedy: 'Channels come before height and width: [N, C, …]. The weight is [C, out/groups, …]',
  })
}
