import type { Backward } from '../autograd/node.js'
import { isRecorded, record } from '../autograd/record.js'
import { check, kernels } from '../runtime/kernels.js'
import { readReal } from '../runtime/linear-memory.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { fill } from '../tensor/fill.js'
import { composite, shareStorage } from '../tensor/lifetime.js'
import { item } from '../tensor/read.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { div, mul, sub } from './arithmetic.js'
import { cast } from './cast.js'
import { eq } from './comparison.js'
import { running } from './cumulative.js'
import { assertTensor } from './declare/assert-tensor.js'
import { onReal } from './declare/operand.js'
import {
  around,
  finishReduction,
  type ReductionOptions,
  type ReductionPass,
  readReductionOptions,
  readSingleReductionOptions,
  reduceDims,
  reducedShape,
  type SingleReductionOptions,
  sumKernel,
} from './declare/reduction.js'
import { expandTo } from './expand.js'
import { exp } from './exponential.js'
import { pad } from './pad.js'
import { maskedFill } from './where.js'

/**
 * y = Σ x over `dim`, or over everything. Partial sums of real numbers are kept in double precision. Same as torch.sum,
 * but whole numbers and truth values give int32, which wraps around. @throws IndexError
 */
export function sum(self: Tensor, options?: ReductionOptions): Tensor {
  assertTensor('sum', self)
  if (self.dtype !== realDType) {
    return integerReduction('sum', self, options, kernels.sum_i32)
  }
  return linearReduction('sum', self, options, () => 1)
}

/**
 * y = Σ x / n over `dim`, or over everything; NaN of nothing. Same as torch.mean, but takes int32 and bool too.
 *
 * @throws IndexError
 */
export function mean(self: Tensor, options?: ReductionOptions): Tensor {
  return onReal('mean', self, (x) => linearReduction('mean', x, options, (count) => 1 / count))
}

/**
 * y = Π x over one `dim`, or over everything; differentiable at zeros too. Same as torch.prod, but whole numbers and
 * truth values give int32, which wraps around. @throws IndexError
 */
export function prod(self: Tensor, options?: SingleReductionOptions): Tensor {
  assertTensor('prod', self)
  const { dims, keepdim, whole } = readSingleReductionOptions('prod', self, options)
  if (self.dtype !== realDType) {
    return integerReduction('prod', self, options, kernels.prod_i32)
  }
  return composite(() => {
    const kept = reduceDims('prod', self, dims, kernels.prod)
    return reduced('prod', self, kept, dims, keepdim, [self, kept], () => productSlope(self, kept, dims, whole))
  })
}

/**
 * y = ln Σ eˣ over `dim`, or over everything, as m + ln Σ e^(x − m) with the largest element m: nothing overflows.
 * Same as torch.logsumexp, but the gradient is 0 where all elements are −∞ (torch: NaN). @throws IndexError
 */
export function logsumexp(self: Tensor, options?: ReductionOptions): Tensor {
  return onReal('logsumexp', self, (x) => logOfSum(x, options))
}

function logOfSum(x: Tensor, options: ReductionOptions | undefined): Tensor {
  const { dims, keepdim } = readReductionOptions('logsumexp', x, options)
  return composite(() => {
    const kept = reduceDims('logsumexp', x, dims, kernels.logsumexp)
    return reduced('logsumexp', x, kept, dims, keepdim, [x, kept], () => exp(sub(x, finite(kept))))
  })
}

/** A result in the form that was asked for, recorded with the slope at each element, which reads `saved`. */
export function reduced(
  op: string,
  x: Tensor,
  kept: Tensor,
  dims: readonly number[],
  keepdim: boolean,
  saved: readonly Tensor[],
  slope: () => Tensor,
): Tensor {
  const y = shareStorage(kept, reducedShape(x.shape, dims, keepdim), op)
  if (isRecorded(x)) {
    const { shape } = kept
    record(op, [x], [y], saved, slope, ([dy], slopes) => [mul(slopes(), shareStorage(dy as Tensor, shape, op))])
  }
  return y
}

/** Σ times a factor of the number of elements: its gradient is the factor, everywhere. */
function linearReduction(
  op: string,
  x: Tensor,
  options: ReductionOptions | undefined,
  factor: (count: number) => number,
): Tensor {
  if (options === undefined) return wholeReduction(op, x, factor(x.size))
  const { dims, keepdim } = readReductionOptions(op, x, options)
  const count = dims.reduce((product, dim) => product * (x.shape[dim] as number), 1)
  const scale = factor(count)
  const reduced = reduceDims(op, x, dims, sumKernel(scale))
  const y = finishReduction(op, reduced, x.shape, dims, keepdim)
  if (isRecorded(x)) {
    const { shape } = x
    record(op, [x], [y], [], { dims }, ([dy]) => {
      const kept = shareStorage(dy as Tensor, reducedShape(shape, dims, true), op)
      return [expandTo(scale === 1 ? kept : mul(kept, scale), shape)]
    })
  }
  return y
}

/** The same over everything: one pass forward, and one number everywhere backward. */
function wholeReduction(op: string, x: Tensor, scale: number): Tensor {
  beginOperation()
  const source = pointer(x, op)
  const y = emptyTensor([], 1, x.dtype, op)
  check(kernels.sum(source, y.storage.address, 1, x.size, 1, scale))
  if (isRecorded(x)) record(op, [x], [y], [], { x, scale }, spread)
  return y
}

const spread: Backward<{ x: Tensor; scale: number }> = ([dy], { x, scale }) => [
  fill(x.shape, readReal(pointer(dy as Tensor, 'backward')) * scale, x.dtype, 'backward'),
]

function integerReduction(
  op: string,
  self: Tensor,
  options: ReductionOptions | undefined,
  pass: ReductionPass,
): Tensor {
  return composite(() => {
    const x = cast(self, 'int32')
    const { dims, keepdim } = readReductionOptions(op, x, options)
    return finishReduction(op, reduceDims(op, x, dims, pass), x.shape, dims, keepdim)
  })
}

/** dΠ/dxᵢ = Π of the others: Π/xᵢ where nothing is 0, else the product of those before times that of those behind. */
function productSlope(x: Tensor, y: Tensor, dims: readonly number[], whole: boolean): Tensor {
  if (x.ndim === 0) return fill([], 1, realDType, 'prod')
  const zeros = item(sum(eq(x, 0)))
  if (zeros === 0) return div(y, x)
  // Of everything, two zeros outweigh even infinities, as in torch; along a dimension they do not.
  if (whole && zeros > 1) return fill(x.shape, 0, realDType, 'prod')
  const lines = shareStorage(x, whole ? [1, x.size, 1] : around(x.shape, dims[0] as number), 'prod')
  const others = [1, -1].map((step) =>
    running('cumprod', pad(lines, [0, 0, step, -step], { value: 1 }), 1, step < 0),
  ) as [Tensor, Tensor]
  return shareStorage(mul(...others), x.shape, 'prod')
}

/** −∞ of an empty or all −∞ row would make NaN of its differences. */
function finite(t: Tensor): Tensor {
  return maskedFill(t, eq(t, Number.NEGATIVE_INFINITY), 0)
}
