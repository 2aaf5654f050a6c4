import { isRecorded, record } from '../autograd/record.js'
import { DTypeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { assertNumber } from '../tensor/assert-number.js'
import { emptyTensor } from '../tensor/copy.js'
import { promote } from '../tensor/dtype.js'
import { fill } from '../tensor/fill.js'
import { composite } from '../tensor/lifetime.js'
import { broadcastShapes, type Shape } from '../tensor/shape.js'
import { pointer, Tensor } from '../tensor/tensor.js'
import { assertHolds } from './assert-holds.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertOperand, shapesOf } from './declare/operand.js'
import { expandTo } from './expand.js'
import { sumTo } from './sum-to.js'

/**
 * y = a where the condition holds, else b. All three broadcast, types are promoted, and no gradient reaches what was
 * not chosen, even from NaN. a and b may be numbers, as the right operand of add may. Same as torch.where, but two
 * numbers give real ones (torch: int64 for whole ones). @throws DTypeError when the condition is not bool
 */
export function where(condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor {
  const op = 'where'
  assertCondition(op, 'condition', condition)
  assertOperand(op, a, 'operand a')
  assertOperand(op, b, 'operand b')
  const shape = broadcastShapes(op, ...shapesOf(condition, a, b))
  return composite(() => choose(op, condition, operand(a, b), operand(b, a), shape))
}

/** @throws DTypeError when it is no tensor of truth values */
function assertCondition(op: string, argument: string, condition: Tensor): void {
  assertTensor(op, condition, argument)
  if (condition.dtype === 'bool') return
  const remedy = "Compare, or cast('bool')"
  throw new DTypeError(op, { expected: `${argument} of dtype bool`, got: condition.dtype, remedy })
}

/** y = left where the condition holds, else right, all stretched to `shape`. */
function choose(op: string, condition: Tensor, left: Tensor, right: Tensor, shape: Shape): Tensor {
  const common = promote(left.dtype, right.dtype)
  const dtype = common === 'bool' ? 'int32' : common
  const mask = expandTo(condition, shape)
  const x = cast(left, dtype)
  const z = cast(right, dtype)
  const y = select(mask, expandTo(x, shape), expandTo(z, shape))
  if (isRecorded(x) || isRecorded(z)) {
    record(op, [x, z], [y], [mask], { mask }, ([dy], saved, needs) => {
      const zeros = fill(shape, 0, realDType, op)
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
  const op = 'maskedFill'
  assertTensor(op, self)
  assertCondition(op, 'mask', mask)
  assertNumber(op, 'value', value)
  assertHolds(op, self, value)
  const shape = broadcastShapes(op, self.shape, mask.shape)
  return composite(() => choose(op, mask, fill([], value, self.dtype, op), self, shape))
}

function operand(value: Tensor | number, other: Tensor | number): Tensor {
  if (value instanceof Tensor) return value
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
