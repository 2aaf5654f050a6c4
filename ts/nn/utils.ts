import { noGrad } from '../autograd/grad-mode.js'
import { NonFiniteError, ValueError } from '../errors.js'
import { abs } from '../ops/arithmetic.js'
import { max } from '../ops/extremum.js'
import { pow } from '../ops/power.js'
import { sum } from '../ops/reduction.js'
import { nameOf, withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { float64View, writeWords } from '../runtime/linear-memory.js'
import { beginOperation } from '../runtime/residency.js'
import { scratch } from '../runtime/scratch.js'
import { writable } from '../tensor/lifetime.js'
import { item } from '../tensor/read.js'
import { pointer, Tensor } from '../tensor/tensor.js'

export interface ClipGradNormOptions {
  /** Which norm: 2, another number > 0, or Infinity for the largest magnitude. Default 2. */
  normType?: number | undefined
  /** Throws when the norm is not finite. Default false. */
  errorIfNonfinite?: boolean | undefined
}

/**
 * Scales all gradients together so that their norm is at most `maxNorm`, and returns the norm they had.
 * Same as torch.nn.utils.clip_grad_norm_. Source: Pascanu, Mikolov & Bengio, 2013.
 *
 * @throws NonFiniteError when the norm is not finite and `errorIfNonfinite` is set
 */
export function clipGradNorm(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  options?: ClipGradNormOptions,
): number {
  const op = 'clipGradNorm'
  const { normType, errorIfNonfinite } = withDefaults(op, options, { normType: 2, errorIfNonfinite: false })
  if (!(maxNorm >= 0)) throw new ValueError(op, { expected: 'maxNorm ≥ 0', got: nameOf(maxNorm) })
  if (!(normType > 0)) throw new ValueError(op, { expected: 'normType > 0', got: nameOf(normType) })
  const gradients = gradientsOf(op, parameters)
  const norm = normOf(gradients, normType)
  if (errorIfNonfinite && !Number.isFinite(norm)) {
    const remedy = 'Lower the learning rate, or look for the operation that overflowed'
    throw new NonFiniteError(op, { expected: 'gradients of finite norm', got: String(norm), remedy })
  }
  const factor = Math.min(1, maxNorm / (norm + 1e-6))
  if (factor === 1) return norm
  beginOperation()
  for (const gradient of gradients) check(kernels.scale(writable(gradient, op), gradient.size, factor))
  return norm
}

/** Cuts every gradient element off at ±clipValue. Same as torch.nn.utils.clip_grad_value_. */
export function clipGradValue(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  const op = 'clipGradValue'
  if (!(clipValue >= 0)) throw new ValueError(op, { expected: 'clipValue ≥ 0', got: nameOf(clipValue) })
  beginOperation()
  for (const gradient of gradientsOf(op, parameters)) {
    check(kernels.clip(writable(gradient, op), gradient.size, clipValue))
  }
}

function gradientsOf(op: string, parameters: Tensor | Iterable<Tensor>): Tensor[] {
  if (!(parameters instanceof Tensor || typeof Object(parameters)[Symbol.iterator] === 'function')) {
    throw new TypeError(`${op}: expected parameters as tensors, got ${nameOf(parameters)}`)
  }
  const list = parameters instanceof Tensor ? [parameters] : [...parameters]
  const stranger = list.find((p) => !(p instanceof Tensor))
  if (stranger !== undefined) throw new TypeError(`${op}: expected parameters as tensors, got ${nameOf(stranger)}`)
  return list.flatMap((p) => (p.gradient === null ? [] : [p.gradient]))
}

function normOf(gradients: readonly Tensor[], normType: number): number {
  if (gradients.length === 0) return 0
  if (normType === 2) return Math.sqrt(sumOfSquares(gradients))
  return noGrad(() => {
    if (normType === Number.POSITIVE_INFINITY) return Math.max(...gradients.map((g) => item(max(abs(g)))))
    const powers = gradients.map((g) => item(sum(pow(abs(g), normType))))
    return powers.reduce((a, b) => a + b, 0) ** (1 / normType)
  })
}

/** Σ g² over all gradients in one call, in double precision. */
function sumOfSquares(gradients: readonly Tensor[]): number {
  beginOperation()
  const words = gradients.flatMap((g) => [g.size, pointer(g, 'clipGradNorm')])
  const result = scratch(8 + words.length * 4)
  writeWords(result + 8, words)
  check(kernels.sum_of_squares(result + 8, gradients.length, result))
  return float64View(result, 1)[0] as number
}
