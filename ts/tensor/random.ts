import { ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { assertNumber, assertWhole } from './assert-number.js'
import { fromBuffer } from './conversion.js'
import { emptyTensor } from './copy.js'
import { globalGenerator, type Stream } from './generator.js'
import { sizeOf, toShape } from './shape.js'
import type { Tensor } from './tensor.js'

export interface CreationOptions {
  /** Whether operations on it are recorded, so that `backward` computes its gradient. Default false. */
  requiresGrad?: boolean | undefined
}

/** Uniform on [0, 1), multiples of 2⁻²⁴. Same distribution as torch.rand. @throws ShapeError */
export function rand(shape: readonly number[], options?: CreationOptions): Tensor {
  const { requiresGrad } = withDefaults('rand', options, { requiresGrad: false })
  const t = randomReal('rand', shape, (y, n, stream) => kernels.random_uniform(y, n, ...stream, 0, 1))
  t.tracked = requiresGrad
  return t
}

/** Normal with mean 0 and standard deviation 1, see `normal`. Same distribution as torch.randn. @throws ShapeError */
export function randn(shape: readonly number[], options?: CreationOptions): Tensor {
  const { requiresGrad } = withDefaults('randn', options, { requiresGrad: false })
  const t = normalReal('randn', 0, 1, shape)
  t.tracked = requiresGrad
  return t
}

/**
 * Normal with the given mean and standard deviation. Same distribution as torch.normal.
 * Source: Box & Muller, "A note on the generation of random normal deviates", 1958. @throws ValueError for std < 0
 */
export function normal(mean: number, std: number, shape: readonly number[]): Tensor {
  assertNumber('normal', 'mean', mean)
  assertNumber('normal', 'std', std)
  if (!(std >= 0)) throw new ValueError('normal', { expected: 'std ≥ 0', got: String(std) })
  return normalReal('normal', mean, std, shape)
}

function normalReal(op: string, mean: number, std: number, shape: readonly number[]): Tensor {
  return randomReal(op, shape, (y, n, stream) => kernels.random_normal(y, n, ...stream, mean, std))
}

/**
 * Uniform whole numbers from low to high − 1. Same distribution as torch.randint, but int32, and low is needed.
 *
 * @throws ValueError for an empty range, or one that leaves int32
 */
export function randint(low: number, high: number, shape: readonly number[]): Tensor {
  assertNumber('randint', 'low', low)
  assertNumber('randint', 'high', high)
  const inRange = (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value <= 2 ** 31
  if (!inRange(low) || !inRange(high) || low >= high) {
    throw new ValueError('randint', {
      expected: 'whole numbers low < high within int32',
      got: `${low} and ${high}`,
    })
  }
  const checked = toShape('randint', shape)
  const size = sizeOf('randint', checked)
  const stream = globalGenerator.take(size)
  beginOperation()
  const t = emptyTensor(checked, size, 'int32', 'randint')
  check(kernels.random_integers(t.storage.address, size, ...stream, low, high - low))
  return t
}

/**
 * The numbers 0 … n − 1 in random order (Fisher–Yates). Same distribution as torch.randperm, but int32.
 *
 * @throws ValueError
 */
export function randperm(n: number): Tensor {
  assertWhole('randperm', 'n', n, 0)
  sizeOf('randperm', [n])
  return fromBuffer(globalGenerator.permutation(n).buffer, [n], 'int32', 'randperm')
}

/** A tensor of random real numbers that a kernel draws. */
export function randomReal(
  op: string,
  shape: readonly number[],
  draw: (y: number, n: number, stream: Stream) => number,
): Tensor {
  const checked = toShape(op, shape)
  const size = sizeOf(op, checked)
  const stream = globalGenerator.take(size)
  beginOperation()
  const t = emptyTensor(checked, size, realDType, op)
  check(draw(t.storage.address, size, stream))
  return t
}
