import { DTypeError, ValueError } from '../../errors.js'
import { nameOf, withDefaults } from '../../options.js'
import { check, kernels } from '../../runtime/kernels.js'
import { realDType } from '../../runtime/precision.js'
import { addressForUpdate, beginOperation } from '../../runtime/residency.js'
import { globalGenerator } from '../../tensor/generator.js'
import { assertAlive, Tensor } from '../../tensor/tensor.js'

/** Uniform on [a, b). Same as torch.nn.init.uniform_. @throws ValueError when a > b */
export function uniform(t: Tensor, options?: { a?: number | undefined; b?: number | undefined }): Tensor {
  const { a, b } = withDefaults('uniform', options, { a: 0, b: 1 })
  if (!(a <= b)) throw new ValueError('uniform', { expected: 'a ≤ b', got: `${a} and ${b}` })
  return draw('uniform', t, (address, n, stream) => kernels.random_uniform(address, n, ...stream, a, b))
}

/** Normal. Same as torch.nn.init.normal_. @throws ValueError when std < 0 */
export function normal(t: Tensor, options?: { mean?: number | undefined; std?: number | undefined }): Tensor {
  const { mean, std } = withDefaults('normal', options, { mean: 0, std: 1 })
  if (!(std >= 0)) throw new ValueError('normal', { expected: 'std ≥ 0', got: String(std) })
  return draw('normal', t, (address, n, stream) => kernels.random_normal(address, n, ...stream, mean, std))
}

/** All elements `value`. Same as torch.nn.init.constant_. */
export function constant(t: Tensor, value: number): Tensor {
  if (typeof value !== 'number') throw new TypeError(`constant: expected a number, got ${nameOf(value)}`)
  assertInitialisable('constant', t)
  beginOperation()
  check(kernels.fill(addressForUpdate(t.storage, 'constant'), t.size, value))
  return t
}

/** All elements 0. Same as torch.nn.init.zeros_. */
export function zeros(t: Tensor): Tensor {
  return constant(t, 0)
}

/** All elements 1. Same as torch.nn.init.ones_. */
export function ones(t: Tensor): Tensor {
  return constant(t, 1)
}

type Stream = ReturnType<typeof globalGenerator.take>

/** Fills a leaf in place with what a kernel draws from the global generator. */
export function draw(op: string, t: Tensor, kernel: (address: number, n: number, stream: Stream) => number): Tensor {
  assertInitialisable(op, t)
  const stream = globalGenerator.take(t.size)
  beginOperation()
  check(kernel(addressForUpdate(t.storage, op), t.size, stream))
  return t
}

function assertInitialisable(op: string, t: Tensor): void {
  if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected a tensor, got ${nameOf(t)}`)
  assertAlive(t, op)
  if (t.dtype !== realDType) throw new DTypeError(op, { expected: `a ${realDType} tensor`, got: t.dtype })
  if (t.producer === null && t.view === null) return
  throw new ValueError(op, { expected: 'a leaf tensor with elements of its own', got: `a result of ${t.origin}` })
}
