import { describe, expect, it } from 'vitest'
import { OptionError, readOptions } from '../../examples/shared/options.mjs'
import { table } from '../../examples/shared/table.mjs'

const known = {
  task: { type: 'string', default: 'dates', among: ['dates', 'numbers'], help: 'what is learnt' },
  epochs: { type: 'number', default: 5, help: 'how often' },
  sample: { type: 'boolean', help: 'takes the sample' },
  file: { type: 'string', help: 'a file' },
} as const

describe('readOptions', () => {
  it('gives what was typed, else the defaults', () => {
    expect(readOptions(known, [])).toEqual({ task: 'dates', epochs: 5, sample: undefined, file: undefined })
    expect(readOptions(known, ['--task', 'numbers', '--epochs=2', '--sample'])).toMatchObject({
      task: 'numbers',
      epochs: 2,
      sample: true,
    })
  })

  it.each([
    [['--epoch', '2'], /Unknown option '--epoch'.*The options are:.*--epochs N +how often \(5\)/s],
    [['--epochs', '0'], "--epochs must be a whole number of at least 1, but is '0'."],
    [['--epochs', ''], "--epochs must be a whole number of at least 1, but is ''."],
    [['--epochs', '1.5'], "--epochs must be a whole number of at least 1, but is '1.5'."],
    [['--task', 'poems'], "--task must be one of dates, numbers, but is 'poems'."],
    [['more'], /Unexpected argument 'more'/],
  ])('refuses %j', (given, message) => {
    expect(() => readOptions(known, given)).toThrow(message)
    expect(() => readOptions(known, given)).toThrow(OptionError)
  })
})

it('table puts the columns below each other', () => {
  expect(
    table([
      ['', 'accuracy'],
      ['bag of words', 0.5],
    ]),
  ).toBe('              accuracy\n────────────  ────────\nbag of words       0.5')
})
