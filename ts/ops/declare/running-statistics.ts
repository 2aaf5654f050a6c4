import { ValueError } from '../../errors.js'
import type { Tensor } from '../../tensor/tensor.js'
import { checkParameter } from './affine.js'

/** Mean and variance of each channel, [C], as training has seen them. */
export interface Running {
  mean: Tensor
  variance: Tensor
}

/** Both, or null for neither. @throws ValueError for one alone, ShapeError when they are for other channels */
export function checkRunning(
  op: string,
  mean: Tensor | undefined,
  variance: Tensor | undefined,
  channels: number,
): Running | null {
  checkParameter(op, 'running mean', mean, [channels])
  checkParameter(op, 'running variance', variance, [channels])
  if (mean !== undefined && variance !== undefined) return { mean, variance }
  if (mean === variance) return null
  const got = `the ${mean === undefined ? 'variance' : 'mean'} alone`
  throw new ValueError(op, { expected: 'both running statistics, or neither', got })
}
