import { describe, expect, it } from 'vitest'
import { pointsOf } from '../../bench/chart/points.mjs'
import type { SubjectReport } from '../../bench/harness/measure-subject.mjs'
import { named } from '../../bench/named.mjs'
import { columnsOf, threeDigits } from '../../bench/report/columns.mjs'
import { environmentLines } from '../../bench/report/environment.mjs'
import { markdown, withFigures } from '../../bench/report/markdown.mjs'
import { textTable } from '../../bench/report/text.mjs'
import { figureOf, subjects } from '../../bench/subjects/index.mjs'

const sides = [
  { name: 'own', title: 'own', version: '1.0', details: 'simd' },
  { name: 'peer', title: 'A peer', version: '2.0' },
  { name: 'none', title: 'No peer', version: '3.0' },
]
const cannot = 'has networks only'
const subject: SubjectReport = {
  name: 'matmul',
  title: 'Matrix product',
  unit: 'GFLOP/s',
  yardstick: 'peak',
  rows: [
    {
      name: '512×512×512',
      share: 1,
      cells: {
        own: { milliseconds: 10, figure: 26.84, ofYardstick: 0.783 },
        peer: { milliseconds: 125, figure: 2.147, differs: 'in double precision' },
        none: { cannot },
      },
    },
    {
      name: '64',
      share: 0.5,
      cells: { own: { milliseconds: 2, figure: 131 }, peer: { wrong: 'gives 1 instead of 2' }, none: { cannot } },
    },
  ],
}
const notes = [
  '* A peer: in double precision (512×512×512).',
  'Wrong: A peer: gives 1 instead of 2 (64).',
  '– No peer: has networks only.',
  'The machine was busy: a side got 50 % of a core. Take the ratios, not the figures.',
]

describe('a table', () => {
  it('has a figure, its share of the bound and the ratios of times, and hides nothing', () => {
    expect(columnsOf(subject, sides)).toEqual({
      head: ['GFLOP/s', 'own', '% of peak', 'A peer', '×'],
      body: [
        ['512×512×512', '26.8', '78', '2.15*', '12.5×'],
        ['64', '131', '', 'wrong', ''],
      ],
      notes,
    })
  })

  it('says once what holds for several', () => {
    const peers = ['a', 'b', 'c'].map((name) => ({ name, title: name.toUpperCase(), version: '1' }))
    const rows = ['r', 's'].map((name) => ({
      name,
      share: 1,
      cells: { a: { milliseconds: 1, figure: 1 }, b: { cannot }, c: { cannot } },
    }))
    const some = rows.map((row, i) =>
      i === 0 ? row : { ...row, cells: { ...row.cells, c: { milliseconds: 2, figure: 2 } } },
    )
    expect(columnsOf({ ...subject, rows }, peers).notes).toEqual([`– B, C: ${cannot}.`])
    expect(columnsOf({ ...subject, rows: some }, peers).notes).toEqual([`– B: ${cannot}.`, `– C: ${cannot} (r).`])
  })

  it('is aligned in a terminal', () => {
    expect(textTable(columnsOf(subject, sides)).split('\n').slice(0, 3)).toEqual([
      '  GFLOP/s       own  % of peak  A peer      ×',
      '  512×512×512  26.8         78   2.15*  12.5×',
      '  64            131              wrong',
    ])
  })

  it('says machine and versions in Markdown', () => {
    const environment = { processor: 'CPU', cores: 2, node: '20.0.0', load: 0.7, peak: { loop: 'madd', speed: 33.33 } }
    const report = { date: '2026-01-02T03:04:05.000Z', environment, sides, subjects: [subject] }
    expect(markdown(report)).toBe(`Measured on 2026-01-02.

- CPU, 2 cores · Node 20.0.0 · load 0.7 before the run
- peak of 128-bit registers: 33.3 GFLOP/s on one core (madd)
- own 1.0 (simd) · A peer 2.0 · No peer 3.0

### Matrix product

| GFLOP/s | own | % of peak | A peer | × |
| --- | ---: | ---: | ---: | ---: |
| 512×512×512 | 26.8 | 78 | 2.15* | 12.5× |
| 64 | 131 |  | wrong |  |

${notes.join('<br>\n').replace('* A', '\\* A')}
`)
    expect(environmentLines({ ...environment, load: 0.1 }, sides)[0]).toBe('CPU, 2 cores · Node 20.0.0')
  })

  it('replaces the figures of a document and nothing else', () => {
    const [begin, end] = ['<!-- figures: written by npm run bench -->', '<!-- end of figures -->']
    const document = `# Speed\n\n${begin}\nold\n${end}\nBye.\n`
    expect(withFigures(document, 'new\n')).toBe(`# Speed\n\n${begin}\n\nnew\n\n${end}\nBye.\n`)
    expect(withFigures(undefined, 'new\n')).toBe('new\n')
    expect(() => withFigures('# Speed\n', 'new\n')).toThrow(/lacks the lines/)
  })
})

describe('figures', () => {
  it.each([
    [0, '0'],
    [0.000123456, '0.000123'],
    [0.01234, '0.0123'],
    [1.236, '1.24'],
    [45.67, '45.7'],
    [1234.5, '1235'],
  ])('%d is %s', (value, text) => {
    expect(threeDigits(value)).toBe(text)
  })

  it('come in the unit of the subject', () => {
    const figure = (name: string, milliseconds: number) => {
      const found = subjects.find((subject) => subject.name === name)!
      return figureOf(found, found.rows[0], milliseconds)
    }
    expect(figure('matmul', 10)).toBeCloseTo((2 * 512 ** 3) / 10e-3 / 1e9)
    expect(figure('elementwise', 1)).toBeCloseTo(2 ** 20 / 1e6)
    expect(figure('reduction', 0.2)).toBeCloseTo((4 * (2 ** 20 + 1024)) / 0.2e-3 / 1e9)
    expect(figure('xor', 0.005)).toBe(5)
    expect(figure('mlp', 3)).toBe(3)
  })
})

describe('the chart', () => {
  it('draws ratios of times, under the titles of their subjects', () => {
    const bare: SubjectReport = { ...subject, name: 'empty', rows: [subject.rows[1]!] }
    const environment = { processor: '', cores: 1, node: '', load: 0, peak: { loop: '', speed: 1 } }
    expect(pointsOf({ date: '', environment, sides, subjects: [subject, bare] })).toEqual({
      lines: [
        { key: 'matmul', label: 'Matrix product', heading: true },
        { key: 'matmul/512×512×512', label: '512×512×512', heading: false },
      ],
      points: [{ key: 'matmul/512×512×512', side: 'A peer', ratio: 12.5 }],
      sides: ['A peer', 'No peer'],
    })
  })
})

describe('named', () => {
  it('finds by name, all without names, and names what is known', () => {
    expect(named('side', ['none', 'own'], sides).map(({ version }) => version)).toEqual(['3.0', '1.0'])
    expect(named('side', undefined, sides)).toEqual(sides)
    expect(() => named('side', ['nobody'], sides)).toThrow("Unknown side 'nobody'; known: own, peer, none.")
  })
})
