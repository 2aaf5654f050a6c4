import { nameOf } from '../../options.js'
import { Tensor } from '../../tensor/tensor.js'

/** @throws TypeError when it is no tensor of this library */
export function assertTensor(op: string, value: unknown, argument = 'input'): asserts value is Tensor {
  if (value instanceof Tensor) return
  const foreign = (value as { constructor?: { name?: string } } | null)?.constructor?.name === 'Tensor'
  const hint = foreign ? ' of another copy or precision of grad128' : ''
  throw new TypeError(`${op}: expected ${argument} to be a Tensor, got ${nameOf(value)}${hint}`)
}
