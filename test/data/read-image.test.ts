import { data } from 'grad128'
import { expect, test } from 'vitest'

const rgba = { data: new Uint8ClampedArray([255, 0, 51, 255, 0, 102, 153, 0]), width: 2, height: 1 }
const values = (pixels: data.RawPixels, options?: data.ReadImageOptions) => {
  const image = data.readImage(pixels, options)
  expect(image.dtype).toBe('float32')
  return { shape: image.shape, values: Array.from(image.data()) }
}
const close = (numbers: number[]) => numbers.map((n) => expect.closeTo(n, 6))

test('channels first, from 0 to 1, without opacity unless it is asked for', () => {
  expect(values(rgba)).toEqual({ shape: [3, 1, 2], values: close([1, 0, 0, 0.4, 0.2, 0.6]) })
  expect(values(rgba, { channels: 4 })).toEqual({ shape: [4, 1, 2], values: close([1, 0, 0, 0.4, 0.2, 0.6, 1, 0]) })
})

test('grey by the weights of BT.601', () => {
  const expected = close([0.299 + 0.114 * 0.2, 0.587 * 0.4 + 0.114 * 0.6])
  expect(values(rgba, { channels: 1 })).toEqual({ shape: [1, 1, 2], values: expected })
})

test('grey pixels stay grey, and become colours when asked', () => {
  const grey = { data: new Uint8Array([0, 51, 102, 255]), width: 2, height: 2 }
  expect(values(grey)).toEqual({ shape: [1, 2, 2], values: close([0, 0.2, 0.4, 1]) })
  expect(values(grey, { channels: 3 }).values).toEqual(close([0, 0.2, 0.4, 1, 0, 0.2, 0.4, 1, 0, 0.2, 0.4, 1]))
  expect(values(grey, { channels: 4 }).values.slice(12)).toEqual([1, 1, 1, 1])
  const withOpacity = { data: new Uint8Array([51, 102]), width: 1, height: 1 }
  expect(values(withOpacity).values).toEqual(close([0.2]))
  expect(values(withOpacity, { channels: 4 }).values).toEqual(close([0.2, 0.2, 0.2, 0.4]))
})

test('16 bits a channel', () => {
  const deep = { data: new Uint16Array([65535, 0, 13107]), width: 1, height: 1 }
  expect(values(deep).values).toEqual(close([1, 0, 0.2]))
})
