import { reshapeFresh } from '../tensor/lifetime.js'
import { type Shape, sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { reduceDims, sumKernel } from './declare/reduction.js'

/**
 * The counterpart of broadcasting: sums over every dimension that was stretched from `shape`; the same tensor when none
 * was. Not recorded.
 */
export function sumTo(t: Tensor, shape: Shape): Tensor {
  if (sameShape(t.shape, shape)) return t
  const added = t.shape.length - shape.length
  const dims: number[] = []
  for (let i = 0; i < t.shape.length; i++) {
    if (i < added || (shape[i - added] === 1 && t.shape[i] !== 1)) dims.push(i)
  }
  const sum = reduceDims('sum', t, dims, sumKernel(1))
  return reshapeFresh(sum, shape, 'sumTo')
}
