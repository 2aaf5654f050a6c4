import { ValueError } from '../../errors.js'
import { withDefaults } from '../../options.js'
import { assertNumber } from '../../tensor/assert-number.js'
import { composite } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'
import { relu } from '../activation.js'
import { abs, mul, sign } from '../arithmetic.js'
import { assertReal } from '../declare/operand.js'
import { pow } from '../power.js'
import { avgPool1d, avgPool2d } from './average-pool.js'
import { type PerAxis, perAxis } from './windows.js'

export interface LPPoolOptions {
  /** From one window to the next. Default: the kernel's size. */
  stride?: PerAxis | undefined
  /** Whether a last window may reach over the end. Default false. */
  ceilMode?: boolean | undefined
}

/**
 * y = (Σ xᵖ over each window)^(1/p), p being `normType`. x [N, C, L] or [C, L] → [N, C, out]. A window that reaches over
 * the end is scaled up to its full size. Same as torch.nn.functional.lp_pool1d. @throws ShapeError, ValueError, DTypeError
 */
export function lpPool1d(x: Tensor, normType: number, kernelSize: PerAxis, options?: LPPoolOptions): Tensor {
  return pooled('lpPool1d', x, 1, normType, kernelSize, options)
}

/**
 * y = (Σ xᵖ over each window)^(1/p), p being `normType`. x [N, C, H, W] or [C, H, W] → [N, C, out, out]. A window that
 * reaches over the end is scaled up to its full size. Same as torch.nn.functional.lp_pool2d.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function lpPool2d(x: Tensor, normType: number, kernelSize: PerAxis, options?: LPPoolOptions): Tensor {
  return pooled('lpPool2d', x, 2, normType, kernelSize, options)
}

/** @throws TypeError, ValueError when it is no exponent that can be undone */
export function checkNormType(op: string, normType: number): void {
  assertNumber(op, 'normType', normType)
  if (Number.isFinite(normType) && normType !== 0) return
  throw new ValueError(op, { expected: 'normType to be a finite number other than 0', got: String(normType) })
}

interface Settings {
  stride: PerAxis | undefined
  ceilMode: boolean
}

const DEFAULTS: Settings = { stride: undefined, ceilMode: false }

function pooled(
  op: string,
  x: Tensor,
  rank: 1 | 2,
  normType: number,
  kernelSize: PerAxis,
  options: LPPoolOptions | undefined,
): Tensor {
  const settings = withDefaults(op, options, DEFAULTS)
  assertReal(op, x)
  checkNormType(op, normType)
  const size = perAxis(op, 'kernelSize', kernelSize, rank, 1).reduce((a, b) => a * b, 1)
  const average = rank === 1 ? avgPool1d : avgPool2d
  return composite(() => {
    const mean = average(pow(x, normType), kernelSize, settings)
    // The magnitude goes through a ReLU so that a sum of 0 gets the gradient 0 and not NaN, as in torch.
    return pow(mul(mul(sign(mean), relu(abs(mean))), size), 1 / normType)
  })
}
