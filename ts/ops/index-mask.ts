import { RealArray, realDType } from '../runtime/precision.js'
import { fromBuffer } from '../tensor/conversion.js'
import { data } from '../tensor/read.js'
import type { Shape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'

/** 1 at the chosen index of each [outer, ·, inner] row, 0 elsewhere; of shape `shape`. */
export function indexMask(
  op: string,
  indices: Tensor,
  shape: Shape,
  outer: number,
  length: number,
  inner: number,
): Tensor {
  const chosen = data(indices)
  const mask = new RealArray(outer * length * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) mask[(o * length + (chosen[o * inner + i] as number)) * inner + i] = 1
  }
  return fromBuffer(mask.buffer, shape, realDType, op)
}
