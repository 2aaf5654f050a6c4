import { DTypeError } from '../../errors.js'
import { realDType } from '../../runtime/precision.js'
import { composite } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'
import { cast } from '../cast.js'
import { assertTensor } from './assert-tensor.js'

/** Runs an operation on real elements; what a conversion makes on the way is released, whatever happens. */
export function onReal(op: string, t: Tensor, run: (x: Tensor) => Tensor): Tensor {
  assertTensor(op, t)
  return t.dtype === realDType ? run(t) : composite(() => run(cast(t, realDType)))
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
