import { DTypeError } from '../../errors.js'
import { realDType } from '../../runtime/precision.js'
import { kindOf } from '../../tensor/kind-of.js'
import { composite } from '../../tensor/lifetime.js'
import type { Shape } from '../../tensor/shape.js'
import { assertAlive, Tensor } from '../../tensor/tensor.js'
import { cast } from '../cast.js'
import { assertTensor } from './assert-tensor.js'

/** Runs an operation on real elements; what a conversion makes on the way is released, whatever happens. */
export function onReal(op: string, t: Tensor, run: (x: Tensor) => Tensor): Tensor {
  assertTensor(op, t)
  return t.dtype === realDType ? run(t) : composite(() => run(cast(t, realDType)))
}

/** @throws TypeError when it is neither a tensor nor a number, DisposedError when it was released */
export function assertOperand(op: string, value: unknown, argument: string): asserts value is Tensor | number {
  if (typeof value === 'number') return
  if (!(value instanceof Tensor)) {
    throw new TypeError(`${op}: expected ${argument} to be a Tensor or a number, got ${kindOf(value)}`)
  }
  assertAlive(value, op)
}

/** The shapes of those operands that are tensors. */
export function shapesOf(...operands: (Tensor | number)[]): Shape[] {
  return operands.flatMap((operand) => (operand instanceof Tensor ? [operand.shape] : []))
}

/** @throws DTypeError when the elements are not real numbers */
export function assertReal(op: string, t: Tensor, argument = 'input'): void {
  assertTensor(op, t, argument)
  if (t.dtype === realDType) return
  const remedy = `Use cast('${realDType}')`
  throw new DTypeError(op, { expected: `${argument} of dtype ${realDType}`, got: t.dtype, remedy })
}

/** @throws DTypeError when the elements are not whole numbers */
export function assertInt32(op: string, t: Tensor, argument: string): void {
  assertTensor(op, t, argument)
  if (t.dtype === 'int32') return
  const remedy = "Labels and indices are int32: make them from an Int32Array, or cast('int32')"
  throw new DTypeError(op, { expected: `${argument} of dtype int32`, got: t.dtype, remedy })
}
