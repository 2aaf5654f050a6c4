import { kindOf } from '../../tensor/kind-of.js'
import { assertAlive, Tensor } from '../../tensor/tensor.js'

/** @throws TypeError when it is no tensor of this library, DisposedError when it was released */
export function assertTensor(op: string, value: unknown, argument = 'input'): asserts value is Tensor {
  if (value instanceof Tensor) return assertAlive(value, op)
  throw new TypeError(`${op}: expected ${argument} to be a Tensor, got ${kindOf(value)}`)
}
