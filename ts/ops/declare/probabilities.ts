import { ValueError } from '../../errors.js'
import { composite } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'
import { ge, le } from '../comparison.js'
import { anyOf, firstWhere, logicalAnd, logicalNot } from '../logic.js'

/** @throws ValueError when an element is no number from 0 to 1 */
export function assertProbabilities(op: string, t: Tensor, remedy?: string): void {
  if (!anyOf(composite(() => logicalNot(logicalAnd(ge(t, 0), le(t, 1)))))) return
  const got = firstWhere(t, (p) => !(p >= 0 && p <= 1))
  throw new ValueError(op, { expected: 'probabilities from 0 to 1', got, remedy })
}
