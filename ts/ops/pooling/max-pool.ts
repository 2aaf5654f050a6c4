import type { Backward } from '../../autograd/node.js'
import { isRecorded, record } from '../../autograd/record.js'
import { withDefaults } from '../../options.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import { composite } from '../../tensor/lifetime.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { adaptiveWindows, fixedWindows, type OutputSize, type PerAxis, type Windows, windowLayout } from './windows.js'

export interface MaxPoolOptions<Indices extends boolean = boolean> {
  /** From one window to the next. Default: the kernel's size. */
  stride?: PerAxis | undefined
  /** Places of −∞ at each end, at most half the kernel's size. Default 0. */
  padding?: PerAxis | undefined
  /** From one place of a window to the next. Default 1. */
  dilation?: PerAxis | undefined
  /** Whether a last window may reach over the end. Default false. */
  ceilMode?: boolean | undefined
  /** Whether to return where the largest elements stand as well. Default false. */
  returnIndices?: Indices | undefined
}

/** With `returnIndices`, the values and where in its plane (rows × columns) each stands, int32; else the values. */
export type MaxPooled<Indices extends boolean> = Indices extends true ? [Tensor, Tensor] : Tensor

/**
 * y = max of x over each window; of equal elements the first gets the gradient, NaN wins.
 * x [N, C, L] or [C, L] → [N, C, out]. Same as torch.nn.functional.max_pool1d, but indices are int32.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function maxPool1d<Indices extends boolean = false>(
  x: Tensor,
  kernelSize: PerAxis,
  options?: MaxPoolOptions<Indices>,
): MaxPooled<Indices> {
  return fixed('maxPool1d', x, 1, kernelSize, options) as MaxPooled<Indices>
}

/**
 * y = max of x over each window; of equal elements the first gets the gradient, NaN wins.
 * x [N, C, H, W] or [C, H, W] → [N, C, out, out]. Same as torch.nn.functional.max_pool2d, but indices are int32.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function maxPool2d<Indices extends boolean = false>(
  x: Tensor,
  kernelSize: PerAxis,
  options?: MaxPoolOptions<Indices>,
): MaxPooled<Indices> {
  return fixed('maxPool2d', x, 2, kernelSize, options) as MaxPooled<Indices>
}

export interface AdaptiveMaxPoolOptions<Indices extends boolean = boolean> {
  /** Whether to return where the largest elements stand as well. Default false. */
  returnIndices?: Indices | undefined
}

/**
 * y = max of x over `outputSize` windows that divide the length evenly; null keeps it. x [N, C, L] or [C, L].
 * Same as torch.nn.functional.adaptive_max_pool1d, but indices are int32. @throws ShapeError, ValueError, DTypeError
 */
export function adaptiveMaxPool1d<Indices extends boolean = false>(
  x: Tensor,
  outputSize: OutputSize,
  options?: AdaptiveMaxPoolOptions<Indices>,
): MaxPooled<Indices> {
  return adaptive('adaptiveMaxPool1d', x, 1, outputSize, options) as MaxPooled<Indices>
}

/**
 * y = max of x over `outputSize` windows that divide the plane evenly; null keeps a size. x [N, C, H, W] or [C, H, W].
 * Same as torch.nn.functional.adaptive_max_pool2d, but indices are int32. @throws ShapeError, ValueError, DTypeError
 */
export function adaptiveMaxPool2d<Indices extends boolean = false>(
  x: Tensor,
  outputSize: OutputSize,
  options?: AdaptiveMaxPoolOptions<Indices>,
): MaxPooled<Indices> {
  return adaptive('adaptiveMaxPool2d', x, 2, outputSize, options) as MaxPooled<Indices>
}

interface Settings {
  stride: PerAxis | undefined
  padding: PerAxis | undefined
  dilation: PerAxis | undefined
  ceilMode: boolean
  returnIndices: boolean
}

const DEFAULTS: Settings = {
  stride: undefined,
  padding: undefined,
  dilation: undefined,
  ceilMode: false,
  returnIndices: false,
}

function fixed(op: string, x: Tensor, rank: 1 | 2, kernelSize: PerAxis, options: MaxPoolOptions | undefined) {
  const { returnIndices, ...settings } = withDefaults(op, options, DEFAULTS)
  return pooled(op, x, fixedWindows(op, x, rank, { kernelSize, ...settings }), returnIndices)
}

function adaptive(op: string, x: Tensor, rank: 1 | 2, size: OutputSize, options: AdaptiveMaxPoolOptions | undefined) {
  const { returnIndices } = withDefaults(op, options, { returnIndices: false })
  return pooled(op, x, adaptiveWindows(op, x, rank, size), returnIndices)
}

function pooled(op: string, x: Tensor, windows: Windows, returnIndices: boolean): Tensor | [Tensor, Tensor] {
  // What nobody asked for belongs to the graph.
  return returnIndices ? withIndices(op, x, windows) : composite(() => values(op, x, windows))
}

function values(op: string, x: Tensor, windows: Windows): Tensor {
  if (isRecorded(x)) return withIndices(op, x, windows)[0]
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(windows.shape, windows.size, x.dtype, op)
  check(kernels.max_pool(source, y.storage.address, 0, windowLayout(windows)))
  return y
}

function withIndices(op: string, x: Tensor, windows: Windows): [Tensor, Tensor] {
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor(windows.shape, windows.size, x.dtype, op)
  const indices = emptyTensor(windows.shape, windows.size, 'int32', op)
  check(kernels.max_pool(source, y.storage.address, indices.storage.address, windowLayout(windows)))
  if (isRecorded(x)) record(op, [x], [y], [indices], { op, indices, windows }, derivative)
  return [y, indices]
}

const derivative: Backward<{ op: string; indices: Tensor; windows: Windows }> = ([dy], { op, indices, windows }) => {
  const { inputShape } = windows
  beginOperation()
  const upstream = pointer(dy as Tensor, op)
  const places = pointer(indices, op)
  const size = inputShape.reduce((a, b) => a * b, 1)
  const dx = emptyTensor(inputShape, size, (dy as Tensor).dtype, op)
  check(kernels.max_pool_backward(upstream, places, dx.storage.address, windowLayout(windows)))
  return [dx]
}
