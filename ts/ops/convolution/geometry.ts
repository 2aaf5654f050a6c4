import { ShapeError, ValueError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { assertWhole } from '../../tensor/assert-number.js'
import { type Shape, sameShape, show, sizeOf } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { assertReal } from '../declare/operand.js'
import { type PerAxis, perAxis } from '../pooling/windows.js'

/** How a kernel moves over its input, one number for each dimension. */
export interface Moves {
  stride: number[]
  dilation: number[]
  groups: number
}

/** What the kernels of a convolution have to know. */
export interface Geometry {
  op: string
  /** Whether the input is the small side: the one that is not strided over. */
  transposed: boolean
  /** Of the result, of which so many dimensions come behind the channels. */
  shape: Shape
  rank: number
  /** As the core reads them: batch, groups, channels of both sides within a group, then rows and columns. */
  words: readonly number[]
  multiplyAdds: number
}

/** Zeros before the first and behind the last element of each dimension. */
export interface Margins {
  before: number[]
  after: number[]
}

/** @throws TypeError, ValueError when a number is none or too small */
export function readMoves(
  op: string,
  rank: number,
  { stride, dilation, groups }: { stride: PerAxis; dilation: PerAxis; groups: number },
): Moves {
  assertWhole(op, 'groups', groups, 1)
  return {
    stride: perAxis(op, 'stride', stride, rank, 1),
    dilation: perAxis(op, 'dilation', dilation, rank, 1),
    groups,
  }
}

/**
 * The zeros that a setting asks for. With `same` there are dilation·(kernel − 1), of which the larger half lies behind.
 *
 * @throws TypeError, ValueError; for `same` with a stride too
 */
export function readMargins(op: string, padding: unknown, kernel: readonly number[], moves: Moves): Margins {
  const rank = kernel.length
  if (padding === 'valid') return { before: Array(rank).fill(0), after: Array(rank).fill(0) }
  if (padding === 'same') {
    if (moves.stride.some((step) => step !== 1)) {
      throw new ValueError(op, {
        expected: "a stride of 1 for padding 'same'",
        got: `stride ${show(moves.stride)}`,
        remedy: 'Give the padding as numbers',
      })
    }
    const all = kernel.map((size, d) => (moves.dilation[d] as number) * (size - 1))
    return { before: all.map((zeros) => Math.floor(zeros / 2)), after: all.map((zeros) => Math.ceil(zeros / 2)) }
  }
  if (typeof padding === 'string') {
    throw new ValueError(op, { expected: "padding to be 'same', 'valid' or numbers", got: nameOf(padding) })
  }
  const zeros = perAxis(op, 'padding', padding, rank, 0)
  return { before: zeros, after: zeros }
}

/** The operands of a convolution, as far as they can be told from each other's shape. */
export interface Operands {
  x: Tensor
  weight: Tensor
  bias: Tensor | undefined
}

/**
 * Checks the operands' types and ranks.
 *
 * @param sides what the weight's first two dimensions are, as a message names them
 * @throws TypeError, DTypeError, ShapeError
 */
export function checkRanks(op: string, { x, weight, bias }: Operands, rank: 1 | 2, sides: string): void {
  assertReal(op, x)
  assertReal(op, weight, 'weight')
  if (bias !== undefined) assertReal(op, bias, 'bias')
  const [shapes, kernel] = rank === 1 ? ['[N, C, L] or [C, L]', 'k'] : ['[N, C, H, W] or [C, H, W]', 'kH, kW']
  if (weight.ndim !== rank + 2 || weight.size === 0) {
    throw new ShapeError(op, {
      expected: `weight of shape [${sides}, ${kernel}], of which nothing may be 0`,
      got: show(weight.shape),
    })
  }
  if ((x.ndim !== rank + 2 && x.ndim !== rank + 1) || x.shape.slice(1 - rank - 2).includes(0)) {
    throw new ShapeError(op, { expected: `input of shape ${shapes}, of which only N may be 0`, got: show(x.shape) })
  }
}

/** @throws ShapeError when there is a bias of another shape than [channels] */
export function checkBias(op: string, { weight, bias }: Operands, channels: number): void {
  if (bias === undefined || sameShape(bias.shape, [channels])) return
  throw new ShapeError(op, {
    expected: `bias of shape [${channels}] for a weight of shape ${show(weight.shape)}`,
    got: show(bias.shape),
  })
}

/** One dimension as the core reads it: the padded and strided side, the other one, and how the kernel moves. */
export type Words = [large: number, small: number, kernel: number, stride: number, padding: number, dilation: number]

/** The rows of a convolution in one dimension. */
const SINGLE: Words = [1, 1, 1, 1, 0, 1]

/** Channels of both sides within a group, and the dimensions. */
export function geometryOf(
  op: string,
  transposed: boolean,
  x: Tensor,
  groups: number,
  [large, small]: readonly [number, number],
  dimensions: readonly Words[],
): Geometry {
  const batched = x.ndim === dimensions.length + 2
  const outer = batched ? [x.shape[0] as number] : []
  const channels = groups * (transposed ? large : small)
  const shape = [...outer, channels, ...dimensions.map((words) => words[transposed ? 0 : 1])]
  sizeOf(op, shape)
  const [batch = 1] = outer
  const rows = dimensions.length === 1 ? SINGLE : []
  const products = dimensions.reduce((product, words) => product * words[1] * words[2], batch * groups * large * small)
  return {
    op,
    transposed,
    shape,
    rank: dimensions.length,
    words: [batch, groups, large, small, ...rows, ...dimensions.flat()],
    multiplyAdds: products,
  }
}
