import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { AFFINE_DEFAULTS, type AffineOptions, checkAffine } from './declare/affine.js'
import { normalizeRows } from './declare/normalize-rows.js'
import { type NormalizedShape, rowsOf, toNormalizedShape } from './declare/normalized-shape.js'
import { assertReal } from './declare/operand.js'

/** weight and bias have the normalized shape. */
export type LayerNormOptions = AffineOptions

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, mean and variance (with divisor n) over the last dimensions of each
 * sample. Same as torch.nn.functional.layer_norm. Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
 *
 * @param x [..., *shape]
 * @param shape the last sizes of x, one or several
 * @throws ShapeError when x does not end in the shape, or weight or bias have another; DTypeError when not real
 */
export function layerNorm(x: Tensor, shape: NormalizedShape, options?: LayerNormOptions): Tensor {
  const affine = withDefaults('layerNorm', options, AFFINE_DEFAULTS)
  assertReal('layerNorm', x)
  const sizes = toNormalizedShape('layerNorm', shape)
  const rows = rowsOf('layerNorm', x, sizes, true)
  checkAffine('layerNorm', affine, sizes)
  return normalizeRows('layerNorm', x, affine, rows)
}
