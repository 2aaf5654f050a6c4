import { DTypeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { assertNumber, assertWhole } from './assert-number.js'
import { assertDifferentiable, fromBuffer, toDType } from './conversion.js'
import { type DType, newElements } from './dtype.js'
import { fill } from './fill.js'
import { kindOf } from './kind-of.js'
import { sizeOf, toShape } from './shape.js'
import { assertAlive, Tensor } from './tensor.js'

export interface FillOptions {
  /** Element type; real by default. */
  dtype?: DType | undefined
  /** Whether operations on it are recorded, so that `backward` computes its gradient. Default false. */
  requiresGrad?: boolean | undefined
}

/** All elements 0. Same as torch.zeros. @throws ShapeError */
export function zeros(shape: readonly number[], options?: FillOptions): Tensor {
  return filled('zeros', shape, 0, options)
}

/** All elements 1. Same as torch.ones. @throws ShapeError */
export function ones(shape: readonly number[], options?: FillOptions): Tensor {
  return filled('ones', shape, 1, options)
}

/**
 * All elements of one value. Same as torch.full, but whole JavaScript numbers are real unless a dtype is given.
 *
 * @throws DTypeError when the type cannot hold the value, ShapeError
 */
export function full(shape: readonly number[], value: number | boolean, options?: FillOptions): Tensor {
  return filled('full', shape, value, options)
}

/** Zeros in the shape and type of another tensor. Same as torch.zeros_like. */
export function zerosLike(t: Tensor, options?: FillOptions): Tensor {
  return like('zerosLike', t, 0, options)
}

/** Ones in the shape and type of another tensor. Same as torch.ones_like. */
export function onesLike(t: Tensor, options?: FillOptions): Tensor {
  return like('onesLike', t, 1, options)
}

/**
 * start, start + step, … before end. One argument is the end of a range from 0. int32 when all are whole, and real when
 * one is not or the numbers leave int32. Same as torch.arange, but int32 instead of int64.
 *
 * @throws ValueError when step is 0 or leads away from end
 */
export function arange(start: number, end?: number, step = 1, options?: FillOptions): Tensor {
  const [from, to] = end === undefined ? [0, start] : [start, end]
  for (const [argument, value] of Object.entries({ start: from, end: to, step }))
    assertNumber('arange', argument, value)
  const count = Math.ceil((to - from) / step)
  if (step === 0 || !Number.isFinite(count) || count < 0) {
    throw new ValueError('arange', { expected: 'a step that leads from start to end', got: `${from}, ${to}, ${step}` })
  }
  const last = from + Math.max(0, count - 1) * step
  const isWhole = [from, last, step].every((value) => (value | 0) === value) && Number.isInteger(to)
  const natural = isWhole ? 'int32' : realDType
  return listed('arange', count, (i) => from + i * step, natural, options)
}

/**
 * `steps` numbers from a to b, both included, evenly spaced. Same as torch.linspace.
 *
 * @throws ValueError for steps below 0
 */
export function linspace(a: number, b: number, steps: number, options?: FillOptions): Tensor {
  assertNumber('linspace', 'the start a', a)
  assertNumber('linspace', 'the end b', b)
  assertWhole('linspace', 'steps', steps, 0)
  const step = (b - a) / (steps - 1)
  // From both ends, so that the last number is b to the bit.
  const value = (i: number) =>
    i < steps / 2 || steps === 1 ? a + (steps === 1 ? 0 : i * step) : b - (steps - 1 - i) * step
  return listed('linspace', steps, value, realDType, options)
}

/** The identity matrix: 1 on the diagonal of n × m. Same as torch.eye. @throws ValueError for sizes below 0 */
export function eye(n: number, m: number = n, options?: FillOptions): Tensor {
  assertWhole('eye', 'n', n, 0)
  assertWhole('eye', 'm', m, 0)
  sizeOf('eye', [n, m])
  const { dtype, requiresGrad } = readOptions('eye', options, realDType)
  const elements = newElements('eye', n * m, dtype)
  for (let i = 0; i < Math.min(n, m); i++) elements[i * m + i] = 1
  return marked(fromBuffer(elements.buffer, [n, m], dtype, 'eye'), requiresGrad)
}

function filled(
  op: string,
  shape: readonly number[],
  value: number | boolean,
  options: FillOptions | undefined,
): Tensor {
  const checked = toShape(op, shape)
  const { dtype, requiresGrad } = readOptions(op, options, typeof value === 'boolean' ? 'bool' : realDType)
  if (typeof value !== 'number' && typeof value !== 'boolean') {
    throw new TypeError(`${op}: expected the value as a number or a boolean, got ${nameOf(value)}`)
  }
  const number = Number(value)
  const fits = dtype === realDType || (dtype === 'int32' ? (number | 0) === number : number === 0 || number === 1)
  if (!fits) throw new DTypeError(op, { expected: `a value that ${dtype} can hold`, got: String(value) })
  return marked(fill(checked, number, dtype, op), requiresGrad)
}

function like(op: string, t: Tensor, value: number, options: FillOptions | undefined): Tensor {
  if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected a tensor, got ${kindOf(t)}`)
  assertAlive(t, op)
  const { dtype, requiresGrad } = readOptions(op, options, t.dtype)
  return marked(fill(t.shape, value, dtype, op), requiresGrad)
}

function listed(
  op: string,
  count: number,
  value: (i: number) => number,
  natural: DType,
  options?: FillOptions,
): Tensor {
  sizeOf(op, [count])
  const { dtype, requiresGrad } = readOptions(op, options, natural)
  if (dtype === 'bool') throw new DTypeError(op, { expected: `a dtype of ${realDType} or int32`, got: dtype })
  const elements = newElements(op, count, dtype)
  for (let i = 0; i < count; i++) elements[i] = value(i)
  return marked(fromBuffer(elements.buffer, [count], dtype, op), requiresGrad)
}

function readOptions(
  op: string,
  options: FillOptions | undefined,
  natural: DType,
): { dtype: DType; requiresGrad: boolean } {
  const read = withDefaults(op, options, { dtype: natural, requiresGrad: false })
  const dtype = toDType(op, read.dtype)
  // Before anything is allocated.
  if (read.requiresGrad) assertDifferentiable(op, dtype)
  return { dtype, requiresGrad: read.requiresGrad }
}

function marked(t: Tensor, requiresGrad: boolean): Tensor {
  t.tracked = requiresGrad
  return t
}
