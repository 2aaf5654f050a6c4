import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { fill } from '../tensor/fill.js'
import { composite, releaseTensor, reshapeFresh, shareStorage } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import { pointer, Tensor } from '../tensor/tensor.js'
import { div, mul } from './arithmetic.js'
import { cast } from './cast.js'
import { eq } from './comparison.js'
import { assertTensor } from './declare/assert-tensor.js'
import {
  around,
  finishReduction,
  readSingleReductionOptions,
  reduceDims,
  reducedShape,
  type SingleReductionOptions,
  sumKernel,
} from './declare/reduction.js'
import { expandTo } from './expand.js'
import { added, picked } from './gather.js'
import { isnan, logicalOr } from './logic.js'

/** Extreme values along a dimension and where they stand. */
export interface Extremes {
  values: Tensor
  /** int32; of equal elements the first. */
  indices: Tensor
}

type ExtremumOf<Options> = Options extends { dim: number } ? Extremes : Tensor
type Direction = 'max' | 'min'

/**
 * The largest element, or with a `dim` the largest along it and where it stands; NaN wins. Of equal elements the first
 * one is chosen, and gets the gradient; without a `dim` they share it. Same as torch.max, but indices are int32.
 *
 * @throws ShapeError for an empty dimension, IndexError
 */
export function max<Options extends SingleReductionOptions | undefined = undefined>(
  self: Tensor,
  options?: Options,
): ExtremumOf<Options> {
  return extremum('max', self, options) as ExtremumOf<Options>
}

/**
 * The smallest element, or with a `dim` the smallest along it and where it stands; NaN wins. Of equal elements the
 * first one is chosen, and gets the gradient; without a `dim` they share it. Same as torch.min, but indices are int32.
 *
 * @throws ShapeError for an empty dimension, IndexError
 */
export function min<Options extends SingleReductionOptions | undefined = undefined>(
  self: Tensor,
  options?: Options,
): ExtremumOf<Options> {
  return extremum('min', self, options) as ExtremumOf<Options>
}

/**
 * Where the largest element stands, in the flattened tensor or along `dim`: of equal ones the first, and NaN wins.
 * Same as torch.argmax, but int32, and takes bool too. @throws ShapeError for an empty dimension, IndexError
 */
export function argmax(self: Tensor, options?: SingleReductionOptions): Tensor {
  return composite(() => position('argmax', 'max', self, options))
}

/**
 * Where the smallest element stands, in the flattened tensor or along `dim`: of equal ones the first, and NaN wins.
 * Same as torch.argmin, but int32, and takes bool too. @throws ShapeError for an empty dimension, IndexError
 */
export function argmin(self: Tensor, options?: SingleReductionOptions): Tensor {
  return composite(() => position('argmin', 'min', self, options))
}

function extremum(op: Direction, self: Tensor, options: SingleReductionOptions | undefined): Tensor | Extremes {
  assertTensor(op, self)
  const { dims, keepdim, whole } = readSingleReductionOptions(op, self, options)
  assertNotEmpty(op, self, dims)
  if (self.dtype === 'bool') return ofTruth(op, self, options)
  const x = self
  if (whole) return ofEverything(op, x, keepdim)
  const dim = dims[0] ?? 0
  const at = indexAlong(op, op, x, dim, true)
  const kept = at.shape
  const shape = keepdim ? kept : reducedShape(x.shape, dims, false)
  const values = reshapeFresh(picked(op, x, at, dim), shape, op)
  const indices = reshapeFresh(at, shape, op)
  if (isRecorded(x)) {
    record(op, [x], [values], [indices], indices, ([dy], saved) => {
      const places = shareStorage(saved, kept, op)
      return [added(op, fill(x.shape, 0, realDType, op), places, shareStorage(dy as Tensor, kept, op), dim)]
    })
  }
  return { values, indices }
}

/** The larger of truth values is a truth value: true if any is. */
function ofTruth(op: Direction, self: Tensor, options: SingleReductionOptions | undefined): Tensor | Extremes {
  const whole = cast(self, 'int32')
  const found = extremum(op, whole, options)
  releaseTensor(whole, 'dispose')
  const truth = (t: Tensor) => {
    const y = cast(t, 'bool')
    releaseTensor(t, 'dispose')
    return y
  }
  return found instanceof Tensor ? truth(found) : { values: truth(found.values), indices: found.indices }
}

function ofEverything(op: Direction, x: Tensor, keepdim: boolean): Tensor {
  const dims = Array.from({ length: x.shape.length }, (_, i) => i)
  const reduced = reduceDims(op, x, dims, passFor(op, x))
  const y = finishReduction(op, reduced, x.shape, dims, keepdim)
  if (isRecorded(x)) {
    record(op, [x], [y], [x, y], null, ([dy]) => {
      // NaN equals nothing, itself included; where there is one, they share the gradient.
      const ties = cast(logicalOr(eq(x, y), isnan(x)), realDType)
      const count = reduceDims(op, ties, dims, sumKernel(1))
      return [mul(ties, expandTo(div(shareStorage(dy as Tensor, count.shape, op), count), x.shape))]
    })
  }
  return y
}

function position(op: string, direction: Direction, self: Tensor, options: SingleReductionOptions | undefined): Tensor {
  assertTensor(op, self)
  const { dims, keepdim, whole } = readSingleReductionOptions(op, self, options)
  assertNotEmpty(op, self, dims)
  const x = self.dtype === 'bool' ? cast(self, 'int32') : self
  if (!whole) return indexAlong(op, direction, x, dims[0] ?? 0, keepdim)
  const flat = indexAlong(op, direction, shareStorage(x, [x.size], op), 0, false)
  return keepdim
    ? shareStorage(
        flat,
        x.shape.map(() => 1),
        op,
      )
    : flat
}

function indexAlong(op: string, direction: Direction, x: Tensor, dim: number, keepdim: boolean): Tensor {
  const [outer, length, inner] = around(x.shape, dim)
  beginOperation()
  const source = pointer(x, op)
  const shape = reducedShape(x.shape, x.shape.length === 0 ? [] : [dim], keepdim)
  const y = emptyTensor(shape, outer * inner, 'int32', op)
  const [real, whole] =
    direction === 'max'
      ? [kernels.maximum_index, kernels.maximum_index_i32]
      : [kernels.minimum_index, kernels.minimum_index_i32]
  check((x.dtype === 'int32' ? whole : real)(source, y.storage.address, outer, length, inner))
  return y
}

function passFor(op: Direction, x: Tensor): Parameters<typeof reduceDims>[3] {
  const integer = x.dtype === 'int32'
  return (source, y, outer, length, inner) => {
    if (op === 'max')
      return (integer ? kernels.maximum_reduce_i32 : kernels.maximum_reduce)(source, y, outer, length, inner)
    return (integer ? kernels.minimum_reduce_i32 : kernels.minimum_reduce)(source, y, outer, length, inner)
  }
}

/** @throws ShapeError when there is nothing to choose from */
export function assertNotEmpty(op: string, x: Tensor, dims: readonly number[]): void {
  if (dims.every((dim) => x.shape[dim] !== 0)) return
  throw new ShapeError(op, {
    expected: 'at least one element to choose from',
    got: `shape ${show(x.shape)}, reduced over ${show(dims)}`,
    remedy: 'An empty set has no extremum; check the shape first',
  })
}
