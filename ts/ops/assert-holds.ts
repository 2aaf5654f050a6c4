import { DTypeError } from '../errors.js'
import { realDType } from '../runtime/precision.js'
import type { Tensor } from '../tensor/tensor.js'

/**
 * A number that is to stand among a tensor's elements: in int32, neither NaN nor one beyond the type.
 *
 * @throws DTypeError
 */
export function assertHolds(op: string, t: Tensor, value: number): void {
  if (t.dtype !== 'int32' || (Math.trunc(value) | 0) === Math.trunc(value)) return
  throw new DTypeError(op, {
    expected: 'a value that int32 can hold',
    got: String(value),
    remedy: `Use cast('${realDType}') first`,
  })
}
