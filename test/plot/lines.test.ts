import { plot, ShapeError, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'
import { all, numbers, parseSvg, placeOf, type SvgElement, texts } from './parse-svg.js'

const dots = (root: SvgElement) => all(root, 'circle').map((dot) => numbers(dot, 'cx', 'cy') as [number, number])
/** The curves: paths that are not filled and two pixels wide. */
const curves = (root: SvgElement) =>
  all(root, 'path').filter(({ attributes }) => attributes['stroke-width'] === '2' && attributes.fill === 'none')

describe('lines', () => {
  test('stand where the axes say, whatever the numbers come in', () => {
    const values = [2, 1, 3]
    const svg = plot.lines(values)
    const root = parseSvg(svg)
    const points = dots(root)
    expect(points).toHaveLength(3)
    for (const [i, value] of values.entries()) {
      expect(points[i]?.[0]).toBeCloseTo(placeOf(root, String(i))[0], 1)
      expect(points[i]?.[1]).toBeCloseTo(placeOf(root, value.toFixed(1))[1], 1)
    }
    const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x},${y}`).join('')
    expect(curves(root).map(({ attributes }) => attributes.d)).toEqual([path])
    for (const same of [tensor(values), new Float64Array(values), [values], tensor([values]), [tensor(values)]]) {
      expect(plot.lines(same)).toBe(svg)
    }
  })

  test('stand at given positions', () => {
    const root = parseSvg(plot.lines([0, 1, 1], { x: tensor([0, 10, 40]) }))
    const [a, b, c] = dots(root).map(([x]) => x) as [number, number, number]
    expect((b - a) / (c - a)).toBeCloseTo(0.25, 3)
    expect(b).toBeCloseTo(placeOf(root, '10')[0], 1)
  })

  test('have names, colours of their own and a title', () => {
    const root = parseSvg(
      plot.lines({ loss: [3, 2, 1], validation: [3, 2.5] }, { title: 'Loss', xLabel: 'epoch', yLabel: 'nats' }),
    )
    expect(texts(root)).toEqual(expect.arrayContaining(['Loss', 'epoch', 'nats', 'loss', 'validation']))
    expect(all(root, 'title')[0]?.text).toBe('Loss')
    expect(curves(root).map(({ attributes }) => attributes.stroke)).toEqual(['#0072b2', '#d55e00'])
    expect(dots(root), 'lines may differ in length').toHaveLength(5)
    const many = parseSvg(plot.lines(Array.from({ length: 20 }, (_, i) => [i, i + 1])))
    const looks = curves(many).map(({ attributes }) => `${attributes.stroke} ${attributes['stroke-dasharray']}`)
    expect(new Set(looks).size).toBe(20)
    expect(texts(many)).toContain('19')
  })

  test('break where there is no number, and a number alone is a dot', () => {
    const values = [1, Number.NaN, 3, ...Array.from({ length: 30 }, () => 2), Number.POSITIVE_INFINITY, 1, 0]
    const root = parseSvg(plot.lines(values))
    expect(dots(root), '0 and 2 stand alone').toHaveLength(1)
    const d = curves(root)[0]?.attributes.d as string
    expect(d.match(/M/g)).toHaveLength(3)
    expect(d.match(/[ML]/g)).toHaveLength(1 + 31 + 2)
    expect(d).not.toMatch(/NaN|Infinity/)
  })

  test('of one number, of equal numbers, of numbers tiny and huge', () => {
    for (const values of [[1], [0], [-7, -7, -7], [1e-300, 2e-300], [1e300, -1e300], [1e9, 1e9 + 1]]) {
      const root = parseSvg(plot.lines(values))
      expect(dots(root)).toHaveLength(values.length)
      for (const [x, y] of dots(root)) {
        expect(x > 0 && x < 640 && y > 0 && y < 400, `${values} at ${x}, ${y}`).toBe(true)
      }
      const labels = texts(root)
      expect(new Set(labels).size, labels.join(' ')).toBeGreaterThan(2)
    }
    const one = parseSvg(plot.lines([5]))
    expect(dots(one)[0]?.[0]).toBeCloseTo(placeOf(one, '0')[0], 1)
    expect(dots(one)[0]?.[1]).toBeCloseTo(placeOf(one, '5.0')[1], 1)
  })

  test('on a logarithmic axis decades are equally high, and what is not above 0 is a gap', () => {
    const root = parseSvg(plot.lines([100, 1, 0.01, 0, -1], { logY: true }))
    const heights = dots(root).map(([, y]) => y)
    expect(heights).toHaveLength(3)
    const [a, b, c] = heights as [number, number, number]
    expect(b - a).toBeCloseTo(c - b, 1)
    expect(b).toBeCloseTo(placeOf(root, '1', 'end')[1], 1)
  })

  test('of very many numbers keep their extremes and their gaps', () => {
    const values = Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 1000))
    values[12_345] = 9
    values[30_000] = -7
    values[40_000] = Number.NaN
    const svg = plot.lines(values)
    expect(svg.length).toBeLessThan(60_000)
    const root = parseSvg(svg)
    const d = curves(root)[0]?.attributes.d as string
    const drawn = [...d.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y))
    const perUnit = (placeOf(root, '0', 'end')[1] - placeOf(root, '8', 'end')[1]) / 8
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeCloseTo(16 * perUnit, 0)
    expect(d.match(/M/g)).toHaveLength(2)
  })

  test('write any text safely', () => {
    const text = '<b>&"\'\u0000\ud800 ‖x‖ 汉'
    const root = parseSvg(plot.lines({ [text]: [1] }, { title: text, xLabel: text, yLabel: text }))
    const shown = "&lt;b&gt;&amp;&quot;'\ufffd\ufffd ‖x‖ 汉"
    const unescaped = shown.replace('&lt;', '<').replace('&gt;', '>').replace('&quot;', '"').replace('&amp;', '&')
    expect(texts(root).filter((line) => line === shown || line === unescaped)).toHaveLength(4)
  })

  test('look as they looked', () => {
    expect(plot.lines([0, 1], { width: 200, height: 160, title: 'two' })).toMatchSnapshot()
  })

  test('of nothing are refused', () => {
    for (const nothing of [[], {}, zeros([0]), zeros([2, 0]), [[], []], [Number.NaN], { a: [Number.NaN] }]) {
      expect(() => plot.lines(nothing)).toThrow(ValueError)
    }
    expect(() => plot.lines([Number.NaN])).toThrow(
      'plot.lines: expected at least one finite number, got only NaN and infinities',
    )
    expect(() => plot.lines([0, -1], { logY: true })).toThrow(ValueError)
  })

  test('of what makes no sense are refused by name', () => {
    expect(() => plot.lines(zeros([2, 2, 2]))).toThrow(
      new ShapeError('plot.lines', { expected: 'lines of shape [T] or [S, T]', got: '[2, 2, 2]' }),
    )
    expect(() => plot.lines([1, 2], { x: [1] })).toThrow(ShapeError)
    expect(() => plot.lines([1, 2], { x: [1, Number.NaN] })).toThrow(ValueError)
    expect(() => plot.lines({ a: zeros([2, 2]) })).toThrow("plot.lines: expected 'a' in one dimension, got [2, 2]")
    expect(() => plot.lines(5 as never)).toThrow(TypeError)
    expect(() => plot.lines(['a'] as never)).toThrow("plot.lines: expected a number at position 0, got 'a'")
    expect(() => plot.lines([1], { titel: 'x' } as never)).toThrow("unknown option 'titel'")
    expect(() => plot.lines([1], { title: 5 } as never)).toThrow("option 'title' must be a string, got 5")
    expect(() => plot.lines([1], { labels: 'loss' } as never)).toThrow(TypeError)
    for (const width of [0, Number.NaN, 1e9]) expect(() => plot.lines([1], { width })).toThrow(ValueError)
  })
})
