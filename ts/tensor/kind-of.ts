import { nameOf } from '../options.js'
import { Tensor } from './tensor.js'

/** A value that should have been a tensor, as an error message shows it: one of another bundle looks like one. */
export function kindOf(value: unknown): string {
  const foreign =
    !(value instanceof Tensor) && (value as { constructor?: { name?: string } } | null)?.constructor?.name === 'Tensor'
  return foreign ? 'a Tensor of another copy or precision of grad128' : nameOf(value)
}
