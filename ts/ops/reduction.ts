import { isRecorded, record } from '../autograd/record.js'
import { kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { composite, shareStorage } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, div, mul, sub } from './arithmetic.js'
import { cast } from './cast.js'
import { eq } from './comparison.js'
import { assertTensor } from './declare/assert-tensor.js'
import { onReal } from './declare/operand.js'
import {
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
import { maskedFill } from './where.js'

/** y = Σ x over `dim`, or over everything. Sums of whole numbers and truth values are int32. Same as torch.sum. */
export function sum(self: Tensor, options?: ReductionOptions): Tensor {
  assertTensor('sum', self)
  if (self.dtype !== realDType) {
    return integerReduction('sum', self, options, (...args) => kernels.sum_i32(...strip(args)))
  }
  return linearReduction('sum', self, options, () => 1)
}

/** y = the arithmetic mean over `dim`, or over everything; NaN of nothing. Same as torch.mean. */
export function mean(self: Tensor, options?: ReductionOptions): Tensor {
  return onReal('mean', self, (x) => linearReduction('mean', x, options, (count) => 1 / count))
}

/** y = Π x over one `dim`, or over everything. Whole numbers stay whole. Same as torch.prod. */
export function prod(self: Tensor, options?: SingleReductionOptions): Tensor {
  assertTensor('prod', self)
  const { dims, keepdim } = readSingleReductionOptions('prod', self, options)
  if (self.dtype !== realDType) {
    return integerReduction('prod', self, options, (...args) => kernels.prod_i32(...strip(args)))
  }
  const reduced = reduceDims('prod', self, dims, (...args) => kernels.prod(...strip(args)))
  const y = finishReduction('prod', reduced, self.shape, dims, keepdim)
  if (isRecorded(self)) {
    record('prod', [self], [y], [self, y], { dims }, ([dy]) => [prodGradient(self, y, dy as Tensor, dims)])
  }
  return y
}

/** y = ln Σ eˣ over `dim`, or over everything, without overflow. Same as torch.logsumexp. */
export function logsumexp(self: Tensor, options?: ReductionOptions): Tensor {
  return onReal('logsumexp', self, (x) => logOfSum(x, options))
}

function logOfSum(x: Tensor, options: ReductionOptions | undefined): Tensor {
  const { dims, keepdim } = readReductionOptions('logsumexp', x, options)
  const reduced = reduceDims('logsumexp', x, dims, (...args) => kernels.logsumexp(...strip(args)))
  const y = finishReduction('logsumexp', reduced, x.shape, dims, keepdim)
  if (isRecorded(x)) {
    record('logsumexp', [x], [y], [x, y], { dims }, ([dy]) => {
      const kept = reducedShape(x.shape, dims, true)
      const weights = exp(sub(x, finite(shareStorage(y, kept, 'logsumexp'))))
      return [mul(weights, shareStorage(dy as Tensor, kept, 'logsumexp'))]
    })
  }
  return y
}

type Six = Parameters<ReductionPass>
const strip = ([x, y, outer, length, inner]: Six): [number, number, number, number, number] => [
  x,
  y,
  outer,
  length,
  inner,
]

/** Σ times a factor of the number of elements: its gradient is the factor, everywhere. */
function linearReduction(
  op: string,
  x: Tensor,
  options: ReductionOptions | undefined,
  factor: (count: number) => number,
): Tensor {
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

/** dΠ/dxᵢ = Π of the others: Π/xᵢ where nothing is 0; with one 0 only that element gets any. */
function prodGradient(x: Tensor, y: Tensor, dy: Tensor, dims: readonly number[]): Tensor {
  const kept = reducedShape(x.shape, dims, true)
  const upstream = shareStorage(dy, kept, 'prod')
  const isZero = eq(x, 0)
  const zeros = reduceDims('prod', cast(isZero, realDType), dims, sumKernel(1))
  const withoutZeros = maskedFill(x, isZero, 1)
  const ofOthers = reduceDims('prod', withoutZeros, dims, (...args) => kernels.prod(...strip(args)))
  const atZero = mul(mul(ofOthers, cast(eq(zeros, 1), realDType)), cast(isZero, realDType))
  const elsewhere = maskedFill(div(shareStorage(y, kept, 'prod'), withoutZeros), isZero, 0)
  return mul(upstream, add(atZero, elsewhere))
}

/** −∞ of an empty or all −∞ row would make NaN of its differences. */
function finite(t: Tensor): Tensor {
  return maskedFill(t, eq(t, Number.NEGATIVE_INFINITY), 0)
}
