import { plot, randn, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'
import { all, numbers, parseSvg, placeOf, type SvgElement, texts } from './parse-svg.js'

/** The bars from left to right: all rectangles but the background. */
const bars = (root: SvgElement) => all(root, 'rect').slice(1)
const counts = (root: SvgElement) => bars(root).map((bar) => Number(bar.children[0]?.text.split(': ')[1]))

describe('histogram', () => {
  const mixed = [
    ...Array.from({ length: 101 }, (_, i) => ((i * 37) % 101) / 10.1),
    ...Array.from({ length: 53 }, (_, i) => ((i * 29) % 53) / 5.3),
  ]

  test('counts as numpy.histogram counts', () => {
    // numpy 2.4: np.histogram(mixed, bins=7)
    expect(counts(parseSvg(plot.histogram(mixed, { bins: 7 })))).toEqual([23, 21, 22, 22, 22, 21, 23])
    // np.histogram(…, bins=4, range=(0, 1)): edges belong to the bin above, the last one to its own.
    const edges = [0.1, 0.1, 0.25, 0.3, 0.5, 0.5, 0.7, 0.75, 1, 1]
    expect(counts(parseSvg(plot.histogram(edges, { bins: 4, range: [0, 1] })))).toEqual([2, 2, 3, 3])
    // np.histogram(np.arange(0, 3.1, 0.1), bins=30): the division of 0.3 by 0.1 rounds the wrong way.
    const tenths = Array.from({ length: 31 }, (_, i) => i * 0.1)
    expect(counts(parseSvg(plot.histogram(tenths, { bins: 30 })))).toEqual([...Array(29).fill(1), 2])
  })

  test('takes as many bins as numpy by the rules of Sturges and of Freedman and Diaconis', () => {
    // len(np.histogram_bin_edges(…, 'sturges')) − 1 is 9 and 10, with 'fd' 6 and 7; the larger number counts.
    expect(bars(parseSvg(plot.histogram(mixed)))).toHaveLength(9)
    const whole = [1, 2, 2, 3, 3, 3, 4, 4, 5, ...Array.from({ length: 400 }, (_, i) => (i % 10) + (i % 3) * 0.1)]
    expect(bars(parseSvg(plot.histogram(whole)))).toHaveLength(10)
    const long = [...Array.from({ length: 1000 }, (_, i) => i % 7), 1e6]
    expect(bars(parseSvg(plot.histogram(long)))).toHaveLength(200)
  })

  test('draws bars as high as their counts and as wide as their bins', () => {
    const root = parseSvg(plot.histogram(tensor([0, 1, 1, 3.5, 4]), { bins: 2, title: 'Errors', xLabel: 'error' }))
    const [a, b] = bars(root).map((bar) => numbers(bar, 'x', 'y', 'width', 'height')) as [number[], number[]]
    expect((a[3] as number) / (b[3] as number)).toBeCloseTo(1.5, 3)
    expect(a[2]).toBeCloseTo(b[2] as number, 1)
    expect(a[1]).toBeCloseTo(placeOf(root, '3', 'end')[1], 1)
    expect((a[1] as number) + (a[3] as number)).toBeCloseTo(placeOf(root, '0', 'end')[1], 1)
    expect(texts(root)).toEqual(expect.arrayContaining(['Errors', 'error', 'count']))
  })

  test('of equal numbers is one full bar, of one number too', () => {
    for (const values of [[3, 3, 3], [3], [0], [1e12]]) {
      const drawn = counts(parseSvg(plot.histogram(values)))
      expect(drawn.reduce((sum, count) => sum + count)).toBe(values.length)
      expect(Math.max(...drawn)).toBe(values.length)
    }
  })

  test('says what it left out', () => {
    const root = parseSvg(plot.histogram([1, 2, Number.NaN, Number.POSITIVE_INFINITY, 9], { range: [0, 5], bins: 5 }))
    expect(counts(root)).toEqual([0, 1, 1, 0, 0])
    expect(texts(root)).toContain('3 not finite or out of range')
    expect(texts(parseSvg(plot.histogram([1, 2])))).not.toContain(expect.stringContaining('not finite'))
  })

  test('takes tensors of any shape', () => {
    const drawn = counts(parseSvg(plot.histogram(randn([10, 10, 10]))))
    expect(drawn.reduce((sum, count) => sum + count)).toBe(1000)
  })

  test('of nothing, or of a senseless range, is refused', () => {
    for (const nothing of [[], zeros([0, 3]), [Number.NaN]]) expect(() => plot.histogram(nothing)).toThrow(ValueError)
    expect(() => plot.histogram([7], { range: [0, 1] })).toThrow('expected a number from 0 to 1, got none')
    expect(() => plot.histogram([7], { range: [1, 0] })).toThrow(ValueError)
    expect(() => plot.histogram([7], { range: [1] as never })).toThrow("option 'range' must be [low, high], got [1]")
    for (const bins of [0, 1.5, -1]) expect(() => plot.histogram([7], { bins })).toThrow(ValueError)
    expect(() => plot.histogram([7], { bins: 'auto' as never })).toThrow(TypeError)
  })
})
