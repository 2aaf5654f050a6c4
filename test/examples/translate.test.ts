import { manualSeed, tensor } from 'grad128'
import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../../bench/pure-js/mulberry32.mjs'
import { Alphabet } from '../../examples/translate/alphabet.mjs'
import { datePair, ordinal, spellings } from '../../examples/translate/dates.mjs'
import { Translator } from '../../examples/translate/model.mjs'
import { nearest } from '../../examples/translate/nearest.mjs'
import { inWords, numberPair } from '../../examples/translate/numbers.mjs'
import { isPromiseKept, mistakesOf, shareOf } from '../../examples/translate/result.mjs'
import { makePairs, tasks } from '../../examples/translate/task.mjs'
import { trainTranslator } from '../../examples/translate/train-translator.mjs'
import { exactMatch, translate } from '../../examples/translate/translate.mjs'

describe('the pairs', () => {
  it('spell a day in many ways', () => {
    const day = { year: 2021, month: 3, day: 5, weekday: 5 }
    expect(spellings.map((spell) => spell(day))).toEqual([
      'March 5th, 2021',
      'March 5, 2021',
      'Mar 5 2021',
      '5 March 2021',
      'the 5th of March 2021',
      '5th of Mar, 2021',
      'Friday, March 5, 2021',
      'Fri 5 Mar 2021',
      '5-Mar-21',
      '5.3.21',
      '05.03.2021',
      '3/5/21',
      '3/5/2021',
      '2021/03/05',
    ])
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 31st',
    )
  })

  it('give days in ISO form, with the weekday that they had', () => {
    const random = mulberry32(1)
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
    let named = 0
    for (let i = 0; i < 2_000; i++) {
      const [source, target] = datePair(random)
      expect(new Date(`${target}T00:00:00Z`).toISOString().slice(0, 10)).toBe(target)
      const [name] = /^[a-z]+day(?=,)/i.exec(source) ?? []
      if (name === undefined) continue
      named++
      expect(weekday.format(new Date(target)).toLowerCase()).toBe(name.toLowerCase())
    }
    expect(named).toBeGreaterThan(50)
  })

  it.each([
    [0, 'zero'],
    [17, 'seventeen'],
    [40, 'forty'],
    [342, 'three hundred and forty-two'],
    [1_000, 'one thousand'],
    [70_005, 'seventy thousand and five'],
    [213_600, 'two hundred and thirteen thousand six hundred'],
  ])('say %i as %s', (n, words) => expect(inWords(n)).toBe(words))

  it('say numbers without `and` as well', () => {
    expect(inWords(101_101, { and: false })).toBe('one hundred one thousand one hundred one')
    expect(numberPair(mulberry32(3))[1]).toMatch(/^\d{1,6}$/)
  })

  it('are the same for the same seed, and no source is in two parts', () => {
    const make = () => makePairs(tasks.numbers.pair, { count: 300, held: 50, seed: 2 })
    const { train, validation, test } = make()
    expect(make()).toEqual({ train, validation, test })
    expect([train.length, validation.length, test.length]).toEqual([300, 50, 50])
    expect(new Set([...train, ...validation, ...test].map(([source]) => source)).size).toBe(400)
  })
})

describe('the alphabet', () => {
  it('turns sources round and puts targets between marks', () => {
    const alphabet = new Alphabet(['ab', 'a'])
    const source = alphabet.reversed(['ab', 'b?'])
    expect(source.padded.toArray()).toEqual([
      [5, 4],
      [3, 5],
    ])
    const { fed, wanted } = alphabet.framed(['ab', 'a'])
    expect(fed.toArray()).toEqual([
      [1, 4, 5],
      [1, 4, 0],
    ])
    expect(wanted.toArray()).toEqual([
      [4, 5, 2],
      [4, 2, 0],
    ])
    expect(alphabet.textOf([5, 4, 2, 4])).toBe('ba')
  })
})

describe('the translator', () => {
  it('decodes step by step what teacher forcing scores best', () => {
    manualSeed(3)
    const model = new Translator(9, 7, { hidden: 12 })
    const source = { padded: tensor([[4, 5, 6, 7]], { dtype: 'int32' }), lengths: Int32Array.of(4) }
    const [text] = model.decode(source, { start: 1, end: 2, most: 6 })
    const fed = tensor([[1, ...text!.slice(0, -1)]], { dtype: 'int32' })
    expect(model.forward(source, fed).argmax({ dim: 1 }).toArray()).toEqual(text)
  })

  it('learns to write numbers below a thousand, as the most similar source does not help to', async () => {
    const short: typeof numberPair = (random) => {
      const n = Math.floor(random() * 1_000)
      return [inWords(n), String(n)]
    }
    const pairs = makePairs(short, { count: 800, held: 80, seed: 1 })
    manualSeed(1)
    const { translator, growth } = await trainTranslator(pairs, { epochs: 12, hidden: 64, lr: 0.01, batchSize: 16 })
    const { found, share } = exactMatch(translator, pairs.test)
    expect(share).toBeGreaterThan(shareOf(pairs.test, nearest(pairs.train)) + 0.6)
    expect(growth.at(-1)).toBeGreaterThan(growth[0]!)
    expect(mistakesOf(pairs.test, found).length).toBe(Math.round((1 - share) * pairs.test.length))
    // A batch of one is translated as it is among others.
    expect(translate(translator, [pairs.test[0]![0]])).toEqual([found[0]])
  })

  it('learns the same way each time', async () => {
    const pairs = makePairs(tasks.dates.pair, { count: 200, held: 20, seed: 1 })
    const run = async () => {
      manualSeed(1)
      const { history, translator } = await trainTranslator(pairs, { epochs: 1 })
      return { loss: history.epochs[0]!.loss, found: exactMatch(translator, pairs.test).found }
    }
    expect(await run()).toEqual(await run())
  })

  it('keeps its promise from the share on that was promised', () => {
    expect([0.979, 0.98].map((share) => isPromiseKept(0.98, share).isKept)).toEqual([false, true])
  })
})
