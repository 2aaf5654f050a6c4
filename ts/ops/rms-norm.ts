import { nameOf, withDefaults } from '../options.js'
import { realBytes } from '../runtime/precision.js'
import type { Tensor } from '../tensor/tensor.js'
import { checkAffine } from './declare/affine.js'
import { normalizeRows } from './declare/normalize-rows.js'
import { type NormalizedShape, rowsOf, toNormalizedShape } from './declare/normalized-shape.js'
import { assertReal } from './declare/operand.js'

export interface RmsNormOptions {
  /** Factors, of the normalized shape. Default: none. */
  weight?: Tensor | undefined
  /** Added to the mean square. Default null: the distance from 1 to the next number of the element type. */
  eps?: number | null | undefined
}

interface Settings {
  weight: Tensor | undefined
  eps: number | null
}

const DEFAULTS: Settings = { weight: undefined, eps: null }

/**
 * y = x/√(mean(x²) + eps)·weight, the mean over the last dimensions of each sample. Same as
 * torch.nn.functional.rms_norm. Source: Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019.
 *
 * @param x [..., *shape]
 * @param shape the last sizes of x, one or several
 * @throws ShapeError when x does not end in the shape, or weight has another; DTypeError when not real
 */
export function rmsNorm(x: Tensor, shape: NormalizedShape, options?: RmsNormOptions): Tensor {
  const { weight, eps } = withDefaults('rmsNorm', options, DEFAULTS)
  assertReal('rmsNorm', x)
  const sizes = toNormalizedShape('rmsNorm', shape)
  const rows = rowsOf('rmsNorm', x, sizes, false)
  const affine = { weight, bias: undefined, eps: toEps('rmsNorm', eps) }
  checkAffine('rmsNorm', affine, sizes)
  return normalizeRows('rmsNorm', x, affine, rows)
}

/** @throws TypeError when it is neither a number nor null */
export function toEps(op: string, eps: number | null): number {
  if (eps === null) return realBytes === 4 ? 2 ** -23 : 2 ** -52
  if (typeof eps === 'number') return eps
  throw new TypeError(`${op}: option 'eps' must be a number or null, got ${nameOf(eps)}`)
}
