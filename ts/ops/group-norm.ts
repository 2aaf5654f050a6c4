import { ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { AFFINE_DEFAULTS, type AffineOptions, checkAffine } from './declare/affine.js'
import { normalizeRows } from './declare/normalize-rows.js'
import { assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'

/** weight and bias have one element for each channel, [C]. */
export type GroupNormOptions = AffineOptions

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, mean and variance (with divisor n) over the channels of a group and
 * all places of a sample. Same as torch.nn.functional.group_norm. Source: Wu and He, "Group Normalization", 2018.
 *
 * @param x [N, C, …]
 * @param groups how many groups the channels form; a divisor of C
 * @throws ShapeError when shapes do not fit, ValueError for groups of a single value in all, DTypeError when not real
 */
export function groupNorm(x: Tensor, groups: number, options?: GroupNormOptions): Tensor {
  const op = 'groupNorm'
  const affine = withDefaults(op, options, AFFINE_DEFAULTS)
  assertReal(op, x)
  if (x.ndim < 2) throw new ShapeError(op, { expected: 'an input of shape [N, C, …]', got: show(x.shape) })
  const [batch, channels, inner] = around(x.shape, 1)
  checkGroups(op, groups, channels)
  checkAffine(op, affine, [channels])
  if (((batch * channels) / groups) * inner === 1) {
    throw new ValueError(op, { expected: 'more than one value in a group', got: `an input of shape ${show(x.shape)}` })
  }
  return normalizeRows(op, x, affine, { batch, groups, channels: channels / groups, inner, centered: true })
}

/** @throws ValueError when so many groups cannot share the channels evenly */
export function checkGroups(op: string, groups: number, channels: number): void {
  if (typeof groups !== 'number') throw new TypeError(`${op}: expected groups as a number, got ${nameOf(groups)}`)
  if (Number.isInteger(groups) && groups > 0 && channels % groups === 0) return
  throw new ValueError(op, { expected: `groups that divide the ${channels} channels evenly`, got: String(groups) })
}
