import { decode } from 'fast-png'
import { plot, ShapeError, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'
import { all, numbers, parseSvg, type SvgElement, texts } from './parse-svg.js'

/** The pixels of all pictures. */
const pixels = (root: SvgElement) =>
  all(root, 'image').map(({ attributes }) => {
    const data = (attributes.href as string).replace('data:image/png;base64,', '')
    const { width, height, channels, data: bytes } = decode(Buffer.from(data, 'base64'))
    return { width, height, channels, bytes: Array.from(bytes) }
  })

describe('images', () => {
  test('are stretched from their darkest to their brightest pixel', () => {
    const two = [
      [
        [0, 0.5, 1],
        [0.25, 0.75, 1],
      ],
      [
        [100, 101, 102],
        [102, 102, 102],
      ],
    ]
    const root = parseSvg(plot.images(two))
    expect(pixels(root)).toEqual([
      { width: 3, height: 2, channels: 1, bytes: [0, 128, 255, 64, 191, 255] },
      { width: 3, height: 2, channels: 1, bytes: [0, 128, 255, 255, 255, 255] },
    ])
    expect(plot.images(tensor(two))).toBe(plot.images(two))
    expect(plot.images(tensor(two).reshape([2, 1, 2, 3]))).toBe(plot.images(two))
  })

  test('or over a given range', () => {
    const root = parseSvg(plot.images([[[-1, 0.5, 2]]], { range: [0, 1] }))
    expect(pixels(root)[0]?.bytes).toEqual([0, 128, 255])
  })

  test('of three channels are coloured', () => {
    const root = parseSvg(plot.images(tensor([1, 0, 0, 1, 0.2, 0.4], { shape: [1, 3, 1, 2] })))
    expect(pixels(root)).toEqual([{ width: 2, height: 1, channels: 3, bytes: [255, 0, 51, 0, 255, 102] }])
  })

  test('stand in rows, in whole multiples of their size, with captions below', () => {
    const captions = ['a', 'b', 'c', 'd', 'one that does not fit']
    const root = parseSvg(plot.images(zeros([5, 28, 28]), { columns: 3, captions, title: 'Digits' }))
    const places = all(root, 'image').map((image) => numbers(image, 'x', 'y', 'width', 'height'))
    const [first, second, , fourth] = places as [number[], number[], number[], number[]]
    expect(places.every(([, , width, height]) => width === 84 && height === 84)).toBe(true)
    expect(second[1]).toBe(first[1])
    expect(fourth[0]).toBe(first[0])
    expect(fourth[1]).toBeGreaterThan((first[1] as number) + 84)
    expect(texts(root).slice(0, 5)).toEqual(['Digits', 'a', 'b', 'c', 'd'])
    expect(texts(root)[5]).toMatch(/^one that.*…$/)
  })

  test('even ones and holes are black', () => {
    expect(pixels(parseSvg(plot.images(zeros([1, 1, 1]))))[0]?.bytes).toEqual([0])
    expect(pixels(parseSvg(plot.images([[[Number.NaN, 0, 1, Number.NEGATIVE_INFINITY]]])))[0]?.bytes).toEqual([
      0, 0, 255, 0,
    ])
  })

  test('of nothing and of other shapes are refused', () => {
    for (const nothing of [[], zeros([0, 28, 28]), zeros([1, 0, 28])])
      expect(() => plot.images(nothing)).toThrow(ValueError)
    for (const shape of [[28, 28], [1, 2, 28, 28], [4], [1, 1, 1, 2, 2]]) {
      expect(() => plot.images(zeros(shape))).toThrow(ShapeError)
    }
    for (const columns of [0, 1.5, Number.NaN]) {
      expect(() => plot.images(zeros([1, 2, 2]), { columns })).toThrow(ValueError)
    }
    expect(() => plot.images(zeros([1, 2, 2]), { captions: 'one' as never })).toThrow(TypeError)
  })
})
