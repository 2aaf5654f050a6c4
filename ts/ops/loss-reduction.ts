import { oneOf } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { mean, sum } from './reduction.js'

/** What becomes of the losses of single elements. */
export type Reduction = 'mean' | 'sum' | 'none'

/** @throws TypeError for anything else */
export function readReduction(op: string, reduction: unknown): Reduction {
  return oneOf(op, 'reduction', reduction, ['mean', 'sum', 'none'])
}

export function reduceLoss(op: string, losses: Tensor, reduction: Reduction): Tensor {
  switch (readReduction(op, reduction)) {
    case 'mean':
      return mean(losses)
    case 'sum':
      return sum(losses)
    default:
      return losses
  }
}
