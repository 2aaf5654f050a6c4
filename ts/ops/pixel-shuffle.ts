import { ShapeError } from '../errors.js'
import { assertWhole } from '../tensor/assert-number.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { reshape } from './reshape.js'
import { permute } from './transpose.js'

/**
 * Channels as pixels: x [..., C·r², H, W] → [..., C, H·r, W·r], r being `upscaleFactor`. Same as
 * torch.nn.functional.pixel_shuffle. Source: Shi et al., "Real-time single image and video super-resolution", 2016.
 *
 * @throws ShapeError when the channels are no multiple of r², ValueError
 */
export function pixelShuffle(x: Tensor, upscaleFactor: number): Tensor {
  const op = 'pixelShuffle'
  const { outer, channels, height, width } = imageOf(op, x, upscaleFactor, 'upscaleFactor')
  const r = upscaleFactor
  if (channels % (r * r) !== 0) {
    throw new ShapeError(op, { expected: `channels in a multiple of ${r * r}`, got: show(x.shape) })
  }
  const depth = channels / (r * r)
  return composite(() => {
    const split = reshape(x, [product(outer), depth, r, r, height, width])
    return reshape(permute(split, [0, 1, 4, 2, 5, 3]), [...outer, depth, height * r, width * r])
  })
}

/**
 * Pixels as channels, the inverse of `pixelShuffle`: x [..., C, H·r, W·r] → [..., C·r², H, W], r being
 * `downscaleFactor`. Same as torch.nn.functional.pixel_unshuffle.
 *
 * @throws ShapeError when height or width are no multiple of r, ValueError
 */
export function pixelUnshuffle(x: Tensor, downscaleFactor: number): Tensor {
  const op = 'pixelUnshuffle'
  const { outer, channels, height, width } = imageOf(op, x, downscaleFactor, 'downscaleFactor')
  const r = downscaleFactor
  if (height % r !== 0 || width % r !== 0) {
    throw new ShapeError(op, { expected: `height and width in multiples of ${r}`, got: show(x.shape) })
  }
  const [rows, columns] = [height / r, width / r]
  return composite(() => {
    const split = reshape(x, [product(outer), channels, rows, r, columns, r])
    return reshape(permute(split, [0, 1, 3, 5, 2, 4]), [...outer, channels * r * r, rows, columns])
  })
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1)
}

function imageOf(op: string, x: Tensor, factor: number, argument: string) {
  assertTensor(op, x)
  assertWhole(op, argument, factor, 1)
  const [channels, height, width] = x.shape.slice(-3)
  if (channels === undefined || height === undefined || width === undefined) {
    throw new ShapeError(op, { expected: 'input of shape [..., C, H, W]', got: show(x.shape) })
  }
  return { outer: x.shape.slice(0, -3), channels, height, width }
}
