import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DisposedError, plot, ShapeError, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'

describe('images', () => {
  const corners = tensor([
    [
      [9, 0, 0],
      [0, 0, 9],
    ],
    [
      [9, 9, 0],
      [9, 0, 0],
    ],
  ])

  test('two rows of pixels make a line, side by side', () => {
    expect(plot.terminal('images', corners)).toBe('▀ ▄ █▀')
  })

  test('captions stand below, cut to the width', () => {
    expect(plot.terminal('images', corners, { captions: ['one', 'second'] })).toBe('▀ ▄ █▀\none sec')
  })

  test('columns break the row', () => {
    expect(plot.terminal('images', corners, { columns: 1 })).toBe('▀ ▄\n█▀')
  })

  test('an odd height ends on half a line', () => {
    expect(
      plot.terminal(
        'images',
        tensor([
          [
            [0, 1],
            [1, 0],
            [1, 1],
          ],
        ]),
      ),
    ).toBe('▄▀\n▀▀')
  })

  test('each picture is stretched from its own darkest to its own brightest pixel', () => {
    const dim = tensor([[[0.1, 0.2]], [[100, 200]]])
    expect(plot.terminal('images', dim)).toBe(' ▀  ▀')
    expect(plot.terminal('images', zeros([1, 2, 2])), 'nothing stands out of an even picture').toBe('')
  })

  test('of whole numbers, and of none', () => {
    expect(plot.terminal('images', tensor([[[0, 255]]], { dtype: 'int32' }))).toBe(' ▀')
    expect(plot.terminal('images', zeros([0, 2, 2]))).toBe('')
  })

  test('what is no picture is refused', () => {
    expect(() => plot.terminal('images', zeros([2, 2]))).toThrow(
      new ShapeError('plot.terminal', { expected: 'images of shape [N, H, W]', got: '[2, 2]' }),
    )
    expect(() => plot.terminal('images', 'picture' as never)).toThrow(
      "plot.terminal: expected a tensor or arrays of numbers, got 'picture'",
    )
    expect(() => plot.terminal('images', corners, { column: 2 } as never)).toThrow(
      "plot.terminal: unknown option 'column'. Known options: columns, captions",
    )
    const gone = zeros([1, 1, 1])
    gone.dispose()
    expect(() => plot.terminal('images', gone)).toThrow(DisposedError)
  })

  test('a number of columns below 1 is refused', () => {
    for (const columns of [Number.NaN, 1.5]) {
      expect(() => plot.terminal('images', corners, { columns })).toThrow(ValueError)
    }
    // In a process of its own, because an endless loop could not be stopped here.
    const library = fileURLToPath(new URL('../../dist/esm/index.js', import.meta.url))
    const source = `import { plot, zeros } from ${JSON.stringify(library)}
      try { plot.terminal('images', zeros([1, 1, 1]), { columns: 0 }) } catch (error) { console.log(error.name) }`
    const options = ['--max-old-space-size=64', '--input-type=module', '-e', source]
    const { stdout } = spawnSync(process.execPath, options, { timeout: 5000, encoding: 'utf8' })
    expect(stdout.trim()).toBe('ValueError')
  })
})

describe('confusion matrix', () => {
  test('rows are true classes, columns predicted ones, and nothing is a dot', () => {
    const matrix = tensor(
      [
        [12, 0],
        [3, 4],
      ],
      { dtype: 'int32' },
    )
    expect(plot.terminal('confusionMatrix', matrix).split('\n')).toEqual([
      '    predicted',
      '     0  1',
      '  0 12  ·',
      '  1  3  4',
    ])
    expect(plot.terminal('confusionMatrix', matrix, { labels: ['cat', 'dog'] }).split('\n')).toEqual([
      '     predicted',
      '     cat dog',
      ' cat  12   ·',
      ' dog   3   4',
    ])
  })

  test('missing labels are numbers', () => {
    expect(plot.terminal('confusionMatrix', zeros([2, 2]), { labels: ['a'] }).split('\n')[1]).toBe('   a 1')
  })

  test('of no classes is a title', () => {
    expect(plot.terminal('confusionMatrix', zeros([0, 0]))).toMatch(/predicted/)
  })

  test.each([[[2, 3]], [[2]], [[2, 2, 2]], [[]]])('a matrix of shape %j is refused', (shape) => {
    const got = `[${shape.join(', ')}]`
    const error = new ShapeError('plot.terminal', { expected: 'a confusion matrix of shape [C, C]', got })
    expect(() => plot.terminal('confusionMatrix', zeros(shape))).toThrow(error)
  })
})

describe('lines', () => {
  test('one mark a number, between its axes', () => {
    expect(plot.terminal('lines', [0, 1, 2, 4], { width: 10, height: 5 }).split('\n')).toEqual([
      '4 │      ●',
      '  │',
      '  │    ●',
      '  │  ●',
      '0 │●',
      '  └───────',
      '   0     3',
    ])
  })

  test('of several have marks of their own, and gaps', () => {
    const drawn = plot.terminal(
      'lines',
      { up: [1, Number.NaN, 100], down: tensor([100, 10]) },
      { width: 9, height: 3, logY: true },
    )
    expect(drawn.split('\n')).toEqual([
      '     ● up  ○ down',
      '100 │○  ●',
      '    │  ○',
      '  1 │●',
      '    └────',
      '     0  2',
    ])
  })

  test('one number stands in the middle', () => {
    expect(plot.terminal('lines', [7], { width: 6, height: 3 }).split('\n')).toEqual([
      '  │',
      '7 │ ●',
      '  │',
      '  └───',
      '   0',
    ])
  })
})

describe('histogram', () => {
  test('a bar for each bin, with its lower edge and its count', () => {
    const drawn = plot.terminal('histogram', [0, 0, 0, 0, 1, 1, 2.5, Number.NaN], { bins: 3, range: [0, 3], width: 8 })
    expect(drawn.split('\n')).toEqual(['0 │████████ 4', '1 │████ 2', '2 │██ 1', '3 ┘  (1 not finite or out of range)'])
    const rare = [...Array.from({ length: 1000 }, () => 0), 1]
    expect(plot.terminal('histogram', rare, { bins: 2, width: 8 }), 'a sliver is seen').toContain('│▏ 1')
  })
})

describe('heatmap', () => {
  test('the fuller the larger', () => {
    expect(
      plot
        .terminal('heatmap', [
          [0, 1, 2],
          [3, 4, Number.NaN],
        ])
        .split('\n'),
    ).toEqual(['│  ░░▒▒│', '│▓▓██??│', '0  ░▒▓█ 4'])
    expect(plot.terminal('heatmap', zeros([1, 1])).split('\n')[0]).toBe('│▒▒│')
  })
})

test('nothing is refused by the kinds that need something', () => {
  for (const kind of ['lines', 'histogram', 'heatmap'] as const) {
    expect(() => plot.terminal(kind, [])).toThrow(ValueError)
    expect(() => plot.terminal(kind, zeros([0, 1]))).toThrow(ValueError)
  }
})

test('what nobody can draw is refused by name', () => {
  expect(() => plot.terminal('pie' as 'images', zeros([1]))).toThrow(
    "plot.terminal: option 'kind' must be one of 'images', 'confusionMatrix', 'lines', 'histogram', 'heatmap', got 'pie'",
  )
})
