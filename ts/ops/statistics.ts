import { ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { fill } from '../tensor/fill.js'
import { composite, shareStorage } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { abs, div, mul, sign, sub } from './arithmetic.js'
import { cast } from './cast.js'
import { eq, ne } from './comparison.js'
import { onReal } from './declare/operand.js'
import { type ReductionOptions, readReductionOptions, reduceDims, sumKernel } from './declare/reduction.js'
import { unary } from './declare/unary.js'
import { assertNotEmpty, max, min } from './extremum.js'
import { pow, sqrt, square } from './power.js'
import { mean, reduced, sum } from './reduction.js'
import { maskedFill, where } from './where.js'

export interface VarianceOptions extends ReductionOptions {
  /** Whether to divide by n − 1 instead of n. Default true. */
  unbiased?: boolean | undefined
}

export interface NormOptions extends ReductionOptions {
  /**
   * Which norm: (Σ|x|ᵖ)^(1/p); ±Infinity for the largest or smallest magnitude, 0 for the number of elements ≠ 0.
   * Default 2.
   */
  p?: number | undefined
}

/**
 * y = Σ(x − mean)²/(n − 1) over `dim`, or over everything, in two passes; NaN of one element, or of nothing.
 * Same as torch.var, but takes int32 and bool too. @throws IndexError
 */
export function variance(self: Tensor, options?: VarianceOptions): Tensor {
  return namedVariance('variance', self, options)
}

function namedVariance(op: string, self: Tensor, options: VarianceOptions | undefined): Tensor {
  const { unbiased, dim, keepdim } = withDefaults(op, options, {
    dim: undefined,
    keepdim: false,
    unbiased: true,
  } as { dim: ReductionOptions['dim']; keepdim: boolean; unbiased: boolean })
  return onReal(op, self, (x) => varianceOf(op, x, dim, keepdim, unbiased))
}

function varianceOf(op: string, x: Tensor, dim: ReductionOptions['dim'], keepdim: boolean, unbiased: boolean): Tensor {
  const { dims } = readReductionOptions(op, x, { dim })
  const count = dims.reduce((product, d) => product * (x.shape[d] as number), 1)
  const divisor = Math.max(0, count - (unbiased ? 1 : 0))
  return composite(() => {
    const history = detachedFrom(op, x)
    const deviations = sub(history, mean(history, { dim: dims, keepdim: true }))
    const y = div(sum(square(deviations), { dim: dims, keepdim: true }), divisor)
    // The deviations' mean is 0, so that the mean has no share in the slope.
    return reduced(op, x, y, dims, keepdim, [deviations], () => mul(deviations, 2 / divisor))
  })
}

/**
 * y = √variance over `dim`, or over everything; the derivative where all elements are equal is 0.
 * Same as torch.std, but takes int32 and bool too. @throws IndexError
 */
export function std(self: Tensor, options?: VarianceOptions): Tensor {
  return composite(() => deviation(namedVariance('std', self, options)))
}

/** √x, whose derivative at 0 is taken as 0: elements that are all equal do not pull at each other. */
const deviation = unary('std', {
  kernel: 'sqrt',
  saves: 'y',
  backward: (dy, y) => maskedFill(div(dy, mul(y, 2)), eq(y, 0), 0),
})

/**
 * y = (Σ|x|ᵖ)^(1/p) over `dim`, or over everything; the derivative at 0 is 0. For p of 0 and ±∞, see the option.
 * Same as torch.linalg.vector_norm, but takes int32 and bool too. @throws IndexError
 */
export function norm(self: Tensor, options?: NormOptions): Tensor {
  const op = 'norm'
  const { p, dim, keepdim } = withDefaults(op, options, { dim: undefined, keepdim: false, p: 2 } as {
    dim: ReductionOptions['dim']
    keepdim: boolean
    p: number
  })
  if (Number.isNaN(p)) throw new ValueError(op, { expected: 'p to be a number or ±Infinity', got: 'NaN' })
  return onReal(op, self, (x) => normOf(op, x, p, dim, keepdim))
}

function normOf(op: string, x: Tensor, p: number, dim: ReductionOptions['dim'], keepdim: boolean): Tensor {
  const { dims } = readReductionOptions(op, x, { dim })
  const reduction = { dim: dims, keepdim }
  if (p < 0 || p === Number.POSITIVE_INFINITY) assertNotEmpty(op, x, dims)
  return composite(() => {
    if (p === 0) return countOf(x, dims, keepdim)
    if (p === 1) return sum(abs(x), reduction)
    if (!Number.isFinite(p)) return extremeMagnitude(x, p > 0, dims, keepdim)
    return powerNorm(x, p, dims, keepdim)
  })
}

/** The number of elements that are not 0, which small changes do not change: the derivative is 0. */
function countOf(x: Tensor, dims: readonly number[], keepdim: boolean): Tensor {
  const kept = sum(cast(ne(x, 0), x.dtype), { dim: dims, keepdim: true })
  return reduced('norm', x, kept, dims, keepdim, [], () => fill(x.shape, 0, x.dtype, 'norm'))
}

/** (Σ|x|ᵖ)^(1/p), whose derivative sign(x)·(|x|/y)^(p−1) is 0 where y is. */
function powerNorm(x: Tensor, p: number, dims: readonly number[], keepdim: boolean): Tensor {
  const history = detachedFrom('norm', x)
  const powers = p === 2 ? square(history) : pow(abs(history), p)
  const total = reduceDims('norm', powers, dims, sumKernel(1))
  const kept = p === 2 ? sqrt(total) : pow(total, 1 / p)
  return reduced('norm', x, kept, dims, keepdim, [x, kept], () => {
    const share = div(x, kept)
    const slope = p === 2 ? share : mul(sign(x), pow(abs(share), p - 1))
    // Below p = 1 the slope at an element of 0 is infinite; it is taken as 0 times the norm.
    const direction = p < 1 ? where(eq(x, 0), mul(kept, 0), slope) : slope
    return maskedFill(direction, eq(kept, 0), 0)
  })
}

/** The elements without their history: what is computed from them is not recorded. */
function detachedFrom(op: string, x: Tensor): Tensor {
  return shareStorage(x, x.shape, op)
}

/** max |x| or min |x|; elements of equal magnitude share the gradient, as in torch. */
function extremeMagnitude(x: Tensor, largest: boolean, dims: readonly number[], keepdim: boolean): Tensor {
  let kept = abs(detachedFrom('norm', x))
  for (const dim of dims)
    kept = (largest ? max(kept, { dim, keepdim: true }) : min(kept, { dim, keepdim: true })).values
  return reduced('norm', x, kept, dims, keepdim, [x, kept], () => {
    const ties = cast(eq(abs(x), kept), x.dtype)
    const count = reduceDims('norm', ties, dims, sumKernel(1))
    // None equals NaN.
    return maskedFill(div(mul(sign(x), ties), count), eq(count, 0), 0)
  })
}
