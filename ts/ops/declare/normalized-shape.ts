import { ShapeError } from '../../errors.js'
import { sameShape, show, toShape } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import type { Rows } from './normalize-rows.js'

/** The last sizes of an input, over which it is normalized; a number is a shape of one dimension. */
export type NormalizedShape = number | readonly number[]

/** @throws TypeError when it is no shape, ShapeError when it has no dimension */
export function toNormalizedShape(op: string, shape: NormalizedShape): number[] {
  const sizes = toShape(op, typeof shape === 'number' ? [shape] : shape)
  if (sizes.length > 0) return sizes
  throw new ShapeError(op, { expected: 'a normalized shape of at least one dimension', got: show(sizes) })
}

/** x as rows of that shape. @throws ShapeError when x does not end in it */
export function rowsOf(op: string, x: Tensor, shape: number[], centered: boolean): Rows {
  const leading = x.ndim - shape.length
  if (leading < 0 || !sameShape(x.shape.slice(leading), shape)) {
    throw new ShapeError(op, { expected: `an input whose shape ends in ${show(shape)}`, got: show(x.shape) })
  }
  const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1)
  return { batch: product(x.shape.slice(0, leading)), groups: 1, channels: product(shape), inner: 1, centered }
}
