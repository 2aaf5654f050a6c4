import type { Backward } from '../../autograd/node.js'
import { isRecorded, record } from '../../autograd/record.js'
import { ValueError } from '../../errors.js'
import { nameOf, withDefaults } from '../../options.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { adaptiveWindows, fixedWindows, type OutputSize, type PerAxis, type Windows, windowLayout } from './windows.js'

export interface AveragePoolOptions {
  /** From one window to the next. Default: the kernel's size. */
  stride?: PerAxis | undefined
  /** Zeros at each end, at most half the kernel's size. Default 0. */
  padding?: PerAxis | undefined
  /** Whether a last window may reach over the end. Default false. */
  ceilMode?: boolean | undefined
  /** Whether the padding counts in what the sum is divided by. Default true. */
  countIncludePad?: boolean | undefined
}

export interface AveragePool2dOptions extends AveragePoolOptions {
  /** What every sum is divided by, instead of the window's size. A whole number other than 0. */
  divisorOverride?: number | null | undefined
}

/**
 * y = Σ x over each window / its size. x [N, C, L] or [C, L] → [N, C, out].
 * Same as torch.nn.functional.avg_pool1d. @throws ShapeError, ValueError, DTypeError
 */
export function avgPool1d(x: Tensor, kernelSize: PerAxis, options?: AveragePoolOptions): Tensor {
  const op = 'avgPool1d'
  const { countIncludePad, ...settings } = withDefaults(op, options, DEFAULTS)
  return pooled(op, x, fixedWindows(op, x, 1, { kernelSize, ...settings }), countIncludePad, 0)
}

/**
 * y = Σ x over each window / its size. x [N, C, H, W] or [C, H, W] → [N, C, out, out].
 * Same as torch.nn.functional.avg_pool2d. @throws ShapeError, ValueError, DTypeError
 */
export function avgPool2d(x: Tensor, kernelSize: PerAxis, options?: AveragePool2dOptions): Tensor {
  const op = 'avgPool2d'
  const { countIncludePad, divisorOverride, ...settings } = withDefaults(op, options, DEFAULTS_2D)
  checkDivisor(op, divisorOverride)
  return pooled(op, x, fixedWindows(op, x, 2, { kernelSize, ...settings }), countIncludePad, divisorOverride ?? 0)
}

/**
 * y = mean of x over `outputSize` windows that divide the length evenly; null keeps it. x [N, C, L] or [C, L].
 * Same as torch.nn.functional.adaptive_avg_pool1d. @throws ShapeError, ValueError, DTypeError
 */
export function adaptiveAvgPool1d(x: Tensor, outputSize: OutputSize): Tensor {
  return pooled('adaptiveAvgPool1d', x, adaptiveWindows('adaptiveAvgPool1d', x, 1, outputSize), false, 0)
}

/**
 * y = mean of x over `outputSize` windows that divide the plane evenly; null keeps a size. x [N, C, H, W] or [C, H, W].
 * With 1 the mean of every plane. Same as torch.nn.functional.adaptive_avg_pool2d.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: OutputSize): Tensor {
  return pooled('adaptiveAvgPool2d', x, adaptiveWindows('adaptiveAvgPool2d', x, 2, outputSize), false, 0)
}

/** @throws TypeError, ValueError when nothing can be divided by it */
export function checkDivisor(op: string, divisor: unknown): void {
  if (divisor === undefined || divisor === null) return
  if (typeof divisor !== 'number') {
    throw new TypeError(`${op}: option 'divisorOverride' must be a number or null, got ${nameOf(divisor)}`)
  }
  if (Number.isSafeInteger(divisor) && divisor !== 0) return
  throw new ValueError(op, { expected: 'divisorOverride to be a whole number other than 0', got: String(divisor) })
}

interface Settings {
  stride: PerAxis | undefined
  padding: PerAxis | undefined
  ceilMode: boolean
  countIncludePad: boolean
}

const DEFAULTS: Settings = { stride: undefined, padding: undefined, ceilMode: false, countIncludePad: true }
const DEFAULTS_2D: Settings & { divisorOverride: number | null | undefined } = {
  ...DEFAULTS,
  divisorOverride: undefined,
}

function pooled(op: string, x: Tensor, windows: Windows, countsPadding: boolean, divisor: number): Tensor {
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(windows.shape, windows.size, x.dtype, op)
  check(kernels.average_pool(source, y.storage.address, windowLayout(windows), countsPadding, divisor))
  if (isRecorded(x)) record(op, [x], [y], [], { op, windows, countsPadding, divisor }, derivative)
  return y
}

interface Saved {
  op: string
  windows: Windows
  countsPadding: boolean
  divisor: number
}

const derivative: Backward<Saved> = ([dy], { op, windows, countsPadding, divisor }) => {
  const { inputShape } = windows
  beginOperation()
  const upstream = pointer(dy as Tensor, op)
  const size = inputShape.reduce((a, b) => a * b, 1)
  const dx = emptyTensor(inputShape, size, (dy as Tensor).dtype, op)
  check(kernels.average_pool_backward(upstream, dx.storage.address, windowLayout(windows), countsPadding, divisor))
  return [dx]
}
