import { isRecorded, record } from '../autograd/record.js'
import { DTypeError } from '../errors.js'
import { nameOf } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { promote } from '../tensor/dtype.js'
import { fill } from '../tensor/fill.js'
import { composite } from '../tensor/lifetime.js'
import { broadcastShapes } from '../tensor/shape.js'
import { pointer, Tensor } from '../tensor/tensor.js'
import { assertHolds } from './assert-holds.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { expandTo } from './expand.js'
import { sumTo } from './sum-to.js'

/**
 * y = a where the condition holds, else b. All three broadcast, types are promoted, and no gradient reaches what was
 * not chosen, even from NaN. a and b may be numbers, as the right operand of add may. Same as torch.where, but two
 * numbers give real ones (torch: int64 for whole ones). @throws DTypeError when the condition is not bool
 */
export function where(condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor {
  return composite(() => choose(condition, a, b))
}

function choose(condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor {
  assertTensor('where', condition, 'condition')
  if (condition.dtype !== 'bool') {
    throw new DTypeError('where', {
      expected: 'a bool condition',
      got: condition.dtype,
      remedy: "Compare, or cast('bool')",
    })
  }
  const left = operand(a, b)
  const right = operand(b, a)
  const common = promote(left.dtype, right.dtype)
  const dtype = common === 'bool' ? 'int32' : common
  const shape = broadcastShapes('where', broadcastShapes('where', condition.shape, left.shape), right.shape)
  const mask = expandTo(condition, shape)
  const x = cast(left, dtype)
  const z = cast(right, dtype)
  const y = select(mask, expandTo(x, shape), expandTo(z, shape))
  if (isRecorded(x) || isRecorded(z)) {
    record('where', [x, z], [y], [mask], { mask }, ([dy], saved, needs) => {
      const zeros = fill(shape, 0, realDType, 'where')
      return [
        needs(0) ? sumTo(select(saved.mask, dy as Tensor, zeros), x.shape) : null,
        needs(1) ? sumTo(select(saved.mask, zeros, dy as Tensor), z.shape) : null,
      ]
    })
  }
  return cast(y, common)
}

/**
 * y = value where the mask holds, else x. The mask broadcasts. Same as torch.Tensor.masked_fill.
 *
 * @throws DTypeError when the mask is not bool, or the element type cannot hold the value
 */
export function maskedFill(self: Tensor, mask: Tensor, value: number): Tensor {
  assertTensor('maskedFill', self)
  if (typeof value !== 'number') throw new TypeError(`maskedFill: expected a number, got ${nameOf(value)}`)
  assertHolds('maskedFill', self, value)
  return composite(() => choose(mask, fill([], value, self.dtype, 'maskedFill'), self))
}

function operand(value: Tensor | number, other: Tensor | number): Tensor {
  if (value instanceof Tensor) return value
  if (typeof value !== 'number') throw new TypeError(`where: expected a tensor or a number, got ${nameOf(value)}`)
  const integer = other instanceof Tensor && other.dtype !== realDType && (value | 0) === value
  return fill([], value, integer ? 'int32' : realDType, 'where')
}

function select(mask: Tensor, a: Tensor, b: Tensor): Tensor {
  beginOperation()
  const m = pointer(mask, 'where')
  const left = pointer(a, 'where')
  const right = pointer(b, 'where')
  const y = emptyTensor(a.shape, a.size, a.dtype, 'where')
  const at = y.storage.address
  if (a.dtype === realDType) check(kernels.select(m, left, right, at, y.size))
  else check(kernels.select_i32(m, left, right, at, y.size))
  return y
}
