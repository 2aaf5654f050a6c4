import { isRecorded, record } from '../autograd/record.js'
import { ShapeError, ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { fromBuffer } from '../tensor/conversion.js'
import { fill } from '../tensor/fill.js'
import { composite } from '../tensor/lifetime.js'
import { show, sizeOf, stridesOf } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertHolds } from './assert-holds.js'
import { assertTensor } from './declare/assert-tensor.js'
import { readWindow, writeWindow } from './declare/window.js'
import { indexSelect } from './index-select.js'
import { narrow } from './slice.js'

export interface PadOptions {
  /**
   * What stands in the added places: a value, the elements mirrored, the outermost element, or those of the other end.
   * Default `constant`.
   */
  mode?: 'constant' | 'reflect' | 'replicate' | 'circular' | undefined
  /** For `constant`. Default 0. */
  value?: number | undefined
}

/**
 * Places added before and after, pair by pair from the last dimension on: [left, right, top, bottom, …]. With
 * `constant`, negative numbers take places away. Same as torch.nn.functional.pad, but the
 * other modes take any number of dimensions. @throws ShapeError, ValueError, DTypeError
 */
export function pad(self: Tensor, padding: readonly number[], options?: PadOptions): Tensor {
  assertTensor('pad', self)
  const { mode, value } = withDefaults<{ mode: string; value: number }>('pad', options, { mode: 'constant', value: 0 })
  oneOf('pad', 'mode', mode, ['constant', 'reflect', 'replicate', 'circular'])
  if (!Array.isArray(padding)) throw new TypeError(`pad: expected an array of places, got ${nameOf(padding)}`)
  for (const places of padding) assertWhole('pad', 'each number of places', places)
  if (padding.length % 2 !== 0 || padding.length / 2 > self.ndim) {
    throw new ShapeError('pad', {
      expected: `pairs of places, at most ${self.ndim} for shape ${show(self.shape)}`,
      got: show(padding),
    })
  }
  const pairs = self.shape.map((_, d): [number, number] => {
    const i = 2 * (self.ndim - 1 - d)
    return [padding[i] ?? 0, padding[i + 1] ?? 0]
  })
  if (mode === 'constant') assertHolds('pad', self, value)
  if (mode === 'constant') return composite(() => constantPad(cropped(self, pairs), pairs, value))
  return composite(() => pairs.reduce((t, pair, d) => continued(t, d, pair, mode), self))
}

function cropped(x: Tensor, pairs: readonly [number, number][]): Tensor {
  return pairs.reduce((t, [before, after], d) => {
    if (before >= 0 && after >= 0) return t
    const size = t.shape[d] as number
    const length = size + Math.min(0, before) + Math.min(0, after)
    if (length < 0) {
      throw new ShapeError('pad', {
        expected: `to take away at most the ${size} places of dimension ${d} of shape ${show(t.shape)}`,
        got: `${before} and ${after}`,
      })
    }
    return narrow(t, d, Math.max(0, -before), length)
  }, x)
}

function constantPad(x: Tensor, pairs: readonly [number, number][], value: number): Tensor {
  const added = pairs.map(([before, after]): [number, number] => [Math.max(0, before), Math.max(0, after)])
  const shape = x.shape.map((size, d) => size + (added[d] as [number, number])[0] + (added[d] as [number, number])[1])
  sizeOf('pad', shape)
  const strides = stridesOf(shape)
  const offset =
    x.size === 0 ? 0 : strides.reduce((sum, stride, d) => sum + stride * (added[d] as [number, number])[0], 0)
  const window = { shape: x.shape, strides, offset }
  const y = fill(shape, value, x.dtype, 'pad')
  writeWindow('pad', y, x, window)
  if (isRecorded(x)) record('pad', [x], [y], [], window, ([dy], saved) => [readWindow('pad', dy as Tensor, saved)])
  return y
}

/** Along one dimension, the positions that the places before, within and after show. */
function continued(x: Tensor, dim: number, [before, after]: [number, number], mode: string): Tensor {
  if (before === 0 && after === 0) return x
  const size = x.shape[dim] as number
  const limit = mode === 'reflect' ? size - 1 : mode === 'circular' ? size : Number.POSITIVE_INFINITY
  if (before < 0 || after < 0 || before > limit || after > limit || size === 0) {
    const most = size === 0 ? 'no places' : limit < Infinity ? `from 0 to ${limit} places` : 'at least 0 places'
    throw new ValueError('pad', {
      expected: `${most} at each end of dimension ${dim} of shape ${show(x.shape)} in mode '${mode}'`,
      got: `${before} and ${after}`,
    })
  }
  const positions = Int32Array.from({ length: before + size + after }, (_, i) => {
    const p = i - before
    if (mode === 'replicate') return Math.min(size - 1, Math.max(0, p))
    if (mode === 'circular') return (p + size) % size
    return p < 0 ? -p : p >= size ? 2 * (size - 1) - p : p
  })
  return indexSelect(x, dim, fromBuffer(positions.buffer, [positions.length], 'int32', 'pad'))
}
