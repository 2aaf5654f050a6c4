import { expect, test } from 'vitest'
import { parseOptions, UsageError } from '../../examples/shared/read-options.mjs'
import { table } from '../../examples/shared/table.mjs'
import { wrap } from '../../examples/shared/wrap.mjs'

const options = {
  steps: { value: 10, least: 1, whole: true, help: '' },
  rate: { value: 0.1, least: 0, most: 1, help: '' },
  data: { value: 'all', among: ['all', 'few'], help: '' },
  quick: { value: false, help: '' },
  text: { value: undefined, help: '' },
  epochs: { value: undefined, least: 1, whole: true, help: '' },
}

test('options have defaults, and are numbers where these are', () => {
  const usual = { steps: 10, rate: 0.1, data: 'all', quick: false, text: undefined, epochs: undefined }
  expect(parseOptions([], options)).toEqual({ help: false, values: usual })
  const given = ['--steps', '3', '--rate=0', '--data', 'few', '-h']
  expect(parseOptions(given, options)).toEqual({ help: true, values: { ...usual, steps: 3, rate: 0, data: 'few' } })
  const { values } = parseOptions(['--quick', '--text', '7', '--epochs', '7'], options)
  expect(values).toEqual({ ...usual, quick: true, text: '7', epochs: 7 })
})

test.each([
  [['--steps', '1.5'], "--steps must be a whole number of at least 1, but is '1.5'."],
  [['--steps', '0'], "--steps must be a whole number of at least 1, but is '0'."],
  [['--rate='], "--rate must be a number of at least 0 and of at most 1, but is ''."],
  [['--rate', '2'], "--rate must be a number of at least 0 and of at most 1, but is '2'."],
  [['--epochs', '0.5'], "--epochs must be a whole number of at least 1, but is '0.5'."],
  [['--data', 'some'], "--data must be one of all, few, but is 'some'."],
  [['--stepz', '2'], "Unknown option '--stepz'"],
  [['more'], "Unexpected argument 'more'"],
])('%j are refused', (args, message) => {
  expect(() => parseOptions(args, options)).toThrow(UsageError)
  expect(() => parseOptions(args, options)).toThrow(message)
})

test('tables have columns', () => {
  const expected = ['     x   yy', '──  ──  ───', 'ab   1  2.5', 'c   10    3'].join('\n')
  expect(
    table(
      ['', 'x', 'yy'],
      [
        ['ab', 1, 2.5],
        ['c', 10, 3],
      ],
    ),
    expected,
  ).toBe(expected)
})

test('long lines are broken at spaces where there are some', () => {
  const text = 'one two three\nfour\n\nabcdefghijklmno\n  in dented'
  expect(wrap(text, 8)).toBe('one two\nthree\nfour\n\nabcdefgh\nijklmno\n  in\ndented')
  expect(wrap('exactly8', 8)).toBe('exactly8')
})
