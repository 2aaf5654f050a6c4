import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { pointsOf } from './points.mjs'

const width = 860
const lineHeight = 17
const margins = { left: 225, right: 24, top: 92, bottom: 44 }
const inset = 12
/** Colours that the colour-blind tell apart (Okabe and Ito), and shapes besides. */
const colours = ['#0072b2', '#d55e00', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#999999', '#000000']
const symbols = ['circle', 'square', 'diamond', 'triangle', 'times', 'plus', 'star', 'wye']

/**
 * A report as a chart: in each row, how many times as long as this library the others take, on a logarithmic axis.
 *
 * @param {import('../report/environment.mjs').Report} report
 * @param {string} machine what it was measured on
 * @returns {string} SVG
 */
export function draw(report, machine) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const { lines, points, sides } = pointsOf(report)
  const [{ title }] = report.sides
  const heading = `How many times as long as ${title} others take`
  const atTheLeft = { frameAnchor: 'left', textAnchor: 'start', dx: inset - margins.left }
  const atTheTop = { frameAnchor: 'top-left', textAnchor: 'start', dx: inset - margins.left }
  const powers = powersOfTen(points.map(({ ratio }) => ratio))
  const svg = Plot.plot({
    document,
    width,
    height: margins.top + margins.bottom + lines.length * lineHeight,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    style: { background: 'white', color: '#222', fontFamily: 'system-ui, sans-serif', fontSize: '11px' },
    x: {
      type: 'log',
      domain: [powers[0], powers[powers.length - 1]],
      ticks: powers,
      grid: true,
      tickFormat: (ratio) => `${ratio}×`,
      label: `← faster than ${title} · slower →`,
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: { domain: lines.map(({ key }) => key), axis: null },
    color: { domain: sides, range: colours },
    symbol: { domain: sides, range: symbols },
    marks: [
      Plot.text([heading], {
        ...atTheTop,
        dy: 12 - margins.top,
        fontSize: 15,
        fontWeight: 'bold',
      }),
      Plot.text([machine], { ...atTheTop, dy: 33 - margins.top, fill: '#555' }),
      ...legend(sides, 62 - margins.top),
      Plot.ruleX([1], { stroke: '#222', strokeWidth: 1.5 }),
      Plot.ruleY(
        lines.filter((line) => !line.heading),
        { y: 'key', stroke: '#eee' },
      ),
      Plot.text(
        lines.filter((line) => line.heading),
        { ...atTheLeft, y: 'key', text: 'label', fontWeight: 'bold' },
      ),
      Plot.text(
        lines.filter((line) => !line.heading),
        { y: 'key', text: 'label', frameAnchor: 'left', textAnchor: 'end', dx: -10 },
      ),
      Plot.dot(points, { x: 'ratio', y: 'key', fill: 'side', stroke: 'side', symbol: 'side', r: 3.5 }),
    ],
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  // For those who do not see it.
  const alternative = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  alternative.textContent = heading
  svg.prepend(alternative)
  return svg.outerHTML
}

/** Plot's own legends are HTML, which an SVG cannot hold. @param {readonly string[]} sides @param {number} dy */
function legend(sides, dy) {
  const step = (width - 2 * inset) / Math.max(sides.length, 6)
  return sides.flatMap((side, i) => {
    const dx = inset - margins.left + 4 + i * step
    const look = { r: 3.5, fill: colours[i], stroke: colours[i], symbol: symbols[i] }
    return [
      Plot.dot([side], { frameAnchor: 'top-left', dx, dy, ...look }),
      Plot.text([side], { frameAnchor: 'top-left', lineAnchor: 'middle', textAnchor: 'start', dx: dx + 9, dy }),
    ]
  })
}

/** The powers of ten around some ratios, and 1. @param {readonly number[]} ratios */
function powersOfTen(ratios) {
  const first = Math.floor(Math.log10(Math.min(1, ...ratios)))
  const last = Math.ceil(Math.log10(Math.max(10, ...ratios)))
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
}
