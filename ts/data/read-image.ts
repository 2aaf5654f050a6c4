import { ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { RealArray, realDType } from '../runtime/precision.js'
import { assertWhole } from '../tensor/assert-number.js'
import { fromBuffer } from '../tensor/conversion.js'
import type { Tensor } from '../tensor/tensor.js'

/** Pixels row by row, the channels of each side by side: an ImageData of a canvas, or what a decoder of files gives. */
export interface RawPixels {
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array
  readonly width: number
  readonly height: number
}

export interface ReadImageOptions {
  /** 1 for grey, 3 for colours, 4 with opacity. Default: what the pixels have, without opacity. */
  channels?: 1 | 3 | 4 | undefined
}

/**
 * Raw pixels as a real tensor [C, H, W] from 0 to 1. The pixels have 1 (grey), 2 (grey and opacity), 3 (red, green,
 * blue) or 4 channels (and opacity), which follows from their number. Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601);
 * opacity is left out, not blended. Same as torchvision.transforms.functional.to_tensor.
 *
 * @throws ShapeError when the number of pixels does not fit width and height
 */
export function readImage(pixels: RawPixels, options?: ReadImageOptions): Tensor {
  const op = 'readImage'
  const settings = withDefaults<{ channels: unknown }>(op, options, { channels: undefined })
  const { data, width, height } = pixels ?? {}
  const isBytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray
  if (!isBytes && !(data instanceof Uint16Array)) {
    throw new TypeError(`${op}: expected { data, width, height } with bytes or 16-bit numbers, got ${nameOf(pixels)}`)
  }
  assertWhole(op, 'width', width, 1)
  assertWhole(op, 'height', height, 1)
  const count = width * height
  const given = data.length / count
  if (![1, 2, 3, 4].includes(given)) {
    throw new ShapeError(op, { expected: `1 to 4 times ${width} × ${height} numbers`, got: String(data.length) })
  }
  const isGrey = given < 3
  const channels = settings.channels ?? (isGrey ? 1 : 3)
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new ValueError(op, { expected: 'channels of 1, 3 or 4', got: nameOf(channels) })
  }
  const scale = 1 / (isBytes ? 255 : 65535)
  const result = new RealArray(channels * count)
  for (let i = 0; i < count; i++) {
    const at = (channel: number) => (data[i * given + channel] as number) * scale
    const colours = isGrey ? [at(0), at(0), at(0)] : [at(0), at(1), at(2)]
    const [red, green, blue] = colours as [number, number, number]
    if (channels === 1) result[i] = isGrey ? red : 0.299 * red + 0.587 * green + 0.114 * blue
    else for (let c = 0; c < 3; c++) result[c * count + i] = colours[c] as number
    if (channels === 4) result[3 * count + i] = given % 2 === 0 ? at(given - 1) : 1
  }
  return fromBuffer(result.buffer, [channels, height, width], realDType, op)
}
