import { interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic'
import { plot, ShapeError, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'
import { all, numbers, parseSvg, placeOf, type SvgElement, texts } from './parse-svg.js'

/** One square a cell, row by row, each with what it says when pointed at. */
const squares = (root: SvgElement) => all(root, 'rect').filter(({ children }) => children.length > 0)
const fills = (root: SvgElement) => squares(root).map(({ attributes }) => attributes.fill)

describe('heatmap', () => {
  test('colours each cell by its number, between the ends', () => {
    const values = [
      [0, 1, 2],
      [3, 4, 8],
    ]
    const root = parseSvg(plot.heatmap(values))
    expect(fills(root)).toEqual(values.flat().map((value) => interpolateViridis(value / 8)))
    expect(plot.heatmap(tensor(values))).toBe(plot.heatmap(values))
    const diverging = parseSvg(plot.heatmap([[-1, 0, 4]], { colors: 'diverging' }))
    expect(fills(diverging), 'around 0').toEqual([3 / 8, 1 / 2, 1].map(interpolateRdBu))
    const ranged = parseSvg(plot.heatmap([[-1, 0, 4]], { range: [0, 2] }))
    expect(fills(ranged), 'beyond the range as at its ends').toEqual([0, 0, 1].map(interpolateViridis))
  })

  test('puts rows downwards and columns to the right, with their names and numbers', () => {
    const root = parseSvg(
      plot.heatmap(
        [
          [1.23456, -2],
          [3, 4],
        ],
        { rowLabels: ['up', 'down'], columnLabels: ['le', 'ri'], xLabel: 'to', yLabel: 'from' },
      ),
    )
    const places = squares(root).map((cell) => {
      const [x, y, width, height] = numbers(cell, 'x', 'y', 'width', 'height') as [number, number, number, number]
      return [x + width / 2, y + height / 2] as const
    })
    for (const [i, name] of ['up', 'down'].entries())
      expect(placeOf(root, name)[1]).toBeCloseTo(places[2 * i]?.[1] ?? 0, 1)
    for (const [i, name] of ['le', 'ri'].entries()) expect(placeOf(root, name)[0]).toBeCloseTo(places[i]?.[0] ?? 0, 1)
    expect(placeOf(root, '1.23')).toEqual([
      expect.closeTo(places[0]?.[0] ?? 0, 1),
      expect.closeTo(places[0]?.[1] ?? 0, 1),
    ])
    expect(squares(root).map(({ children }) => children[0]?.text)).toEqual([
      'up, le: 1.23',
      'up, ri: −2',
      'down, le: 3',
      'down, ri: 4',
    ])
    expect(texts(root)).toEqual(expect.arrayContaining(['to', 'from']))
    expect(texts(parseSvg(plot.heatmap([[1.23456]], { showValues: false })))).not.toContain('1.23')
  })

  test('what is no number is grey, infinities are the ends', () => {
    const root = parseSvg(plot.heatmap([[0, Number.NaN, 1, Number.POSITIVE_INFINITY]]))
    expect(fills(root)).toEqual([interpolateViridis(0), '#bbbbbb', interpolateViridis(1), interpolateViridis(1)])
  })

  test('of one cell, of equal numbers', () => {
    expect(fills(parseSvg(plot.heatmap([[5]])))).toEqual([interpolateViridis(0.5)])
    expect(new Set(fills(parseSvg(plot.heatmap(zeros([3, 3]))))).size).toBe(1)
  })

  test('of many cells is one raster with fewer names than rows', () => {
    const svg = plot.heatmap(zeros([100, 200]))
    const root = parseSvg(svg)
    expect(squares(root)).toHaveLength(0)
    expect(all(root, 'image')).toHaveLength(2)
    expect(texts(root)).toContain('95')
    expect(texts(root)).not.toContain('96')
    expect(svg.length).toBeLessThan(10_000)
  })

  test('names too wide for a column are slanted within the picture', () => {
    const names = ['extraordinarily long name', 'b', 'c', 'a name that is much too long to be written in full anywhere']
    const root = parseSvg(plot.heatmap([[1, 2, 3, 4]], { columnLabels: names }))
    const slanted = all(root, 'text').filter(({ attributes }) => attributes.transform?.startsWith('rotate(-45'))
    expect(slanted).toHaveLength(4)
    expect(slanted[3]?.text).toMatch(/^a name that .*…$/)
    const [x] = numbers(slanted[0] as SvgElement, 'x') as [number]
    expect(x, 'room to the left for 25 letters').toBeGreaterThan(25 * 12 * 0.4 * Math.SQRT1_2)
    const height = Number(root.attributes.height)
    expect(height - Number(slanted[0]?.attributes.y)).toBeGreaterThan(25 * 12 * 0.4 * Math.SQRT1_2)
  })

  test('of nothing or of no matrix is refused', () => {
    for (const nothing of [[], [[]], zeros([0, 3]), [[Number.NaN]]])
      expect(() => plot.heatmap(nothing)).toThrow(ValueError)
    expect(() => plot.heatmap([1, 2])).toThrow(
      new ShapeError('plot.heatmap', { expected: 'a matrix of shape [H, W]', got: '[2]' }),
    )
    expect(() => plot.heatmap([[1], [1, 2]])).toThrow(ShapeError)
    expect(() => plot.heatmap([[1]], { colors: 'jet' as never })).toThrow(
      "plot.heatmap: option 'colors' must be one of 'sequential', 'diverging', got 'jet'",
    )
  })
})

describe('confusion matrix', () => {
  test('writes the counts and colours by their share of the row', () => {
    const matrix = tensor(
      [
        [8, 2],
        [1, 1],
      ],
      { dtype: 'int32' },
    )
    const root = parseSvg(plot.confusionMatrix(matrix, { labels: ['cat', 'dog'], title: 'Pets' }))
    expect(texts(root)).toEqual(expect.arrayContaining(['Pets', 'true', 'predicted', '8', '2', '1']))
    const said = squares(root).map(({ children }) => children[0]?.text)
    expect(said).toEqual(['cat, cat: 8', 'cat, dog: 2', 'dog, cat: 1', 'dog, dog: 1'])
    const [a, b, c, d] = fills(root)
    expect(c).toBe(d)
    expect(new Set([a, b, c]).size).toBe(3)
    const scaled = parseSvg(
      plot.confusionMatrix([
        [80, 20],
        [1, 1],
      ]),
    )
    expect(fills(scaled)).toEqual([a, b, c, d])
    const onDark = all(root, 'text').filter(({ attributes }) => attributes.fill === '#ffffff')
    expect(onDark.map(({ text }) => text)).toEqual(['8'])
  })

  test('a class that never came is white', () => {
    expect(
      fills(
        parseSvg(
          plot.confusionMatrix([
            [0, 0],
            [1, 3],
          ]),
        ),
      ).slice(0, 2),
    ).toEqual(['#ffffff', '#ffffff'])
  })

  test('what counts nothing is refused', () => {
    expect(() => plot.confusionMatrix(zeros([2, 3]))).toThrow(ShapeError)
    expect(() => plot.confusionMatrix(zeros([2]))).toThrow(ShapeError)
    for (const none of [zeros([0, 0]), []]) expect(() => plot.confusionMatrix(none)).toThrow(ValueError)
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => plot.confusionMatrix([[wrong]])).toThrow(ValueError)
    }
  })
})
