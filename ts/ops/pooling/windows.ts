import { ShapeError, ValueError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { writeWords } from '../../runtime/linear-memory.js'
import { scratch } from '../../runtime/scratch.js'
import { assertWhole } from '../../tensor/assert-number.js'
import { type Shape, show, sizeOf } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { assertReal } from '../declare/operand.js'

/** One number for every dimension, or one each. */
export type PerAxis = number | readonly number[]

/** The same for sizes of a result, where null keeps the input's. */
export type OutputSize = number | null | readonly (number | null)[]

/** How windows lie along each dimension; the stride is the kernel's size if left out. */
export interface WindowSettings {
  kernelSize: PerAxis
  stride?: PerAxis | undefined
  padding?: PerAxis | undefined
  dilation?: PerAxis | undefined
  ceilMode: boolean
}

/** What a pooling kernel has to know. */
export interface Windows {
  inputShape: Shape
  /** Of the result, and how many elements it has. */
  shape: Shape
  size: number
  /** As the core reads them: planes, then for rows and columns both sizes, kernel, stride, padding and dilation. */
  words: readonly number[]
}

const NAMES = ['', 'length', 'height and width']
/** The rows of one-dimensional windows. */
const SINGLE = [1, 1, 1, 1, 0, 1]

/**
 * Windows of fixed size. Their number along a dimension is ⌊(in + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1,
 * or rounded up with `ceilMode`, but that none begins behind the input and its padding on the left.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function fixedWindows(op: string, x: Tensor, rank: 1 | 2, settings: WindowSettings): Windows {
  const spatial = spatialShape(op, x, rank, 1)
  const kernel = perAxis(op, 'kernelSize', settings.kernelSize, rank, 1)
  const stride = perAxis(op, 'stride', settings.stride ?? settings.kernelSize, rank, 1)
  const padding = perAxis(op, 'padding', settings.padding ?? 0, rank, 0)
  const dilation = perAxis(op, 'dilation', settings.dilation ?? 1, rank, 1)
  if (padding.some((places, d) => places > (kernel[d] as number) / 2)) {
    throw new ValueError(op, {
      expected: `padding of at most half the kernelSize ${show(kernel)}`,
      got: show(padding),
    })
  }
  const axes = spatial.map((input, d) => {
    const [k, s, p, e] = [kernel[d], stride[d], padding[d], dilation[d]] as [number, number, number, number]
    const room = input + 2 * p - e * (k - 1) - 1
    let output = Math.floor((room + (settings.ceilMode ? s - 1 : 0)) / s) + 1
    if (settings.ceilMode && (output - 1) * s >= input + p) output--
    return [input, output, k, s, p, e]
  })
  if (axes.some(([, output]) => (output as number) < 1)) {
    throw new ShapeError(op, {
      expected: `an input in which a window of ${show(kernel)} fits`,
      got: `${NAMES[rank]} ${show(spatial)}${padding.some((p) => p > 0) ? ` with padding ${show(padding)}` : ''}`,
      remedy: 'Use a smaller kernel or dilation, or pool less before',
    })
  }
  return windowsOf(op, x, rank, axes)
}

/**
 * Windows that divide each dimension as evenly as they can: the i-th of n covers ⌊i·in/n⌋ … ⌈(i + 1)·in/n⌉ − 1.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function adaptiveWindows(op: string, x: Tensor, rank: 1 | 2, outputSize: OutputSize): Windows {
  const spatial = spatialShape(op, x, rank, 0)
  const wanted = assertOutputSize(op, outputSize, rank)
  const output = wanted.map((size, d) => size ?? (spatial[d] as number))
  const axes = spatial.map((input, d) => [input, output[d] as number, 0, 1, 0, 1])
  return windowsOf(op, x, rank, axes)
}

/** The address of the windows' description; the next call may overwrite it. */
export function windowLayout({ words }: Windows): number {
  const address = scratch(words.length * 4)
  writeWords(address, words)
  return address
}

/** One whole number for each dimension. @throws TypeError, ValueError */
export function perAxis(op: string, argument: string, value: unknown, rank: number, least: number): number[] {
  if (typeof value !== 'number' && !Array.isArray(value)) {
    throw new TypeError(`${op}: expected ${argument} as a number, or an array of them, got ${nameOf(value)}`)
  }
  const numbers: unknown[] = Array.isArray(value) ? value : Array(rank).fill(value)
  if (numbers.length !== rank) {
    const count = rank === 1 ? 'one number' : `one number, or ${rank}`
    throw new ValueError(op, { expected: `${argument} as ${count}`, got: nameOf(value) })
  }
  return numbers.map((number) => {
    assertWhole(op, argument, number, least)
    return number
  })
}

/** One size or null for each dimension. @throws TypeError, ValueError */
export function assertOutputSize(op: string, outputSize: OutputSize, rank: number): (number | null)[] {
  if (outputSize === null) return Array<null>(rank).fill(null)
  if (typeof outputSize === 'number') return perAxis(op, 'outputSize', outputSize, rank, 0)
  const given: unknown = outputSize
  const known = Array.isArray(given) ? given.map((size) => size ?? 0) : given
  const sizes = perAxis(op, 'outputSize', known, rank, 0)
  return sizes.map((size, d) => ((outputSize[d] ?? null) === null ? null : size))
}

/** The pooled dimensions' sizes. Nothing but the batch, and the channels if so said, may be empty. */
function spatialShape(op: string, x: Tensor, rank: 1 | 2, leastChannels: number): number[] {
  assertReal(op, x)
  const batched = x.ndim === rank + 2
  const inner = x.shape.slice(batched ? 2 : 1)
  const channels = x.shape[batched ? 1 : 0] ?? 0
  if ((batched || x.ndim === rank + 1) && channels >= leastChannels && !inner.includes(0)) return inner
  const shapes = rank === 1 ? '[N, C, L] or [C, L]' : '[N, C, H, W] or [C, H, W]'
  throw new ShapeError(op, { expected: `input of shape ${shapes}, of which only N may be 0`, got: show(x.shape) })
}

function windowsOf(op: string, x: Tensor, rank: number, axes: readonly (readonly number[])[]): Windows {
  const outer = x.shape.slice(0, x.ndim - rank)
  const planes = outer.reduce((a, b) => a * b, 1)
  const shape = [...outer, ...axes.map((axis) => axis[1] as number)]
  const words = [planes, ...(rank === 1 ? SINGLE : []), ...axes.flat()]
  return { inputShape: x.shape, shape, size: sizeOf(op, shape), words }
}
