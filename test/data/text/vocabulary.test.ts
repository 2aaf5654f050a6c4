import fc from 'fast-check'
import { data, FormatError, IndexError, type Tensor, tensor, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { holds } from '../../properties/holds.js'

const { Vocabulary } = data

describe('a vocabulary', () => {
  const texts = [
    ['the', 'cat', 'saw', 'the', 'dog'],
    ['the', 'dog', 'ran'],
  ]

  test('has special tokens first, then the most frequent ones, equals in the order of their characters', () => {
    const vocabulary = new Vocabulary(texts, { specials: ['<pad>', '<unk>'] })
    expect(vocabulary.tokens).toEqual(['<pad>', '<unk>', 'the', 'dog', 'cat', 'ran', 'saw'])
    expect([vocabulary.length, vocabulary.unknown]).toEqual([7, '<unk>'])
    expect(vocabulary.indexOf('dog')).toBe(3)
    expect([vocabulary.has('cat'), vocabulary.has('cow')]).toEqual([true, false])
  })

  test('does not depend on the order of texts', () => {
    expect(new Vocabulary([...texts].reverse()).tokens).toEqual(new Vocabulary(texts).tokens)
  })

  test.each([
    ['texts', texts],
    ['tokens', texts.flat()],
    ['counts as a map', new Map(Object.entries({ the: 3, dog: 2, ran: 1, saw: 1, cat: 1 }))],
    ['counts as an object', { saw: 1, cat: 1, the: 3, dog: 2, ran: 1 }],
    ['what can be iterated once', texts.flat()[Symbol.iterator]()],
  ] as [string, data.TokenSource][])('is made of %s', (_, source) => {
    expect(new Vocabulary(source).tokens).toEqual(['the', 'dog', 'cat', 'ran', 'saw'])
  })

  test('leaves out rare tokens, and has as many as maxSize, special ones included', () => {
    expect(new Vocabulary(texts, { minCount: 2 }).tokens).toEqual(['the', 'dog'])
    expect(new Vocabulary(texts, { maxSize: 3, specials: ['<unk>'] }).tokens).toEqual(['<unk>', 'the', 'dog'])
    expect(new Vocabulary(texts, { maxSize: 1, specials: ['<unk>'] }).tokens).toEqual(['<unk>'])
  })

  test('has a special token once, though it occurs', () => {
    expect(new Vocabulary(texts, { specials: ['cat'] }).tokens).toEqual(['cat', 'the', 'dog', 'ran', 'saw'])
  })

  test('encodes to int32 and decodes again', () => {
    const vocabulary = new Vocabulary(texts)
    const ids = vocabulary.encode(['dog', 'the', 'saw'])
    expect(ids).toEqual(new Int32Array([1, 0, 4]))
    expect(tensor(ids).dtype).toBe('int32')
    expect(vocabulary.decode(ids)).toEqual(['dog', 'the', 'saw'])
    expect(vocabulary.decode(tensor(ids))).toEqual(['dog', 'the', 'saw'])
    expect(vocabulary.decode([])).toEqual([])
    expect(new Vocabulary('hello'.split('')).encode('hello')).toEqual(new Int32Array([2, 1, 0, 0, 3]))
  })

  test('is not misled by names that objects have of themselves', () => {
    const vocabulary = new Vocabulary(['constructor', '__proto__', 'toString', 'constructor'])
    expect(vocabulary.encode(['__proto__', 'constructor', 'toString'])).toEqual(new Int32Array([1, 0, 2]))
    expect(vocabulary.has('valueOf')).toBe(false)
  })

  test('puts the unknown token for what is not there, and has none unless it is named', () => {
    expect(new Vocabulary(texts, { specials: ['<pad>', '<unk>'] }).encode(['cow', 'cat'])).toEqual(
      new Int32Array([1, 4]),
    )
    expect(new Vocabulary(texts, { unknown: 'the' }).encode(['cow'])).toEqual(new Int32Array([0]))
    expect(() => new Vocabulary(texts, { specials: ['<pad>'] }).encode(['cat', 'cow'])).toThrow(
      new ValueError('Vocabulary.encode', {
        expected: 'one of the 6 tokens',
        got: "'cow'",
        remedy: "Give the vocabulary an unknown token: { specials: ['<unk>'] }",
      }),
    )
    expect(() => new Vocabulary(texts).indexOf('cow')).toThrow(ValueError)
  })

  test('survives JSON', () => {
    for (const specials of [[], ['<unk>', 'Ω', '👍🏽']]) {
      const vocabulary = new Vocabulary(texts, { specials })
      const text = JSON.stringify(vocabulary)
      for (const again of [Vocabulary.fromJSON(text), Vocabulary.fromJSON(JSON.parse(text))]) {
        expect(again.tokens).toEqual(vocabulary.tokens)
        expect(again.unknown).toBe(vocabulary.unknown)
      }
    }
    for (const broken of ['{', '3', 'null', '{"tokens":["a"]}', '{"tokens":[1],"unknown":null}']) {
      expect(() => Vocabulary.fromJSON(broken), broken).toThrow(FormatError)
    }
    expect(() => Vocabulary.fromJSON('{"tokens":["a","a"],"unknown":null}')).toThrow("got 'a' twice")
  })

  test('decodes no numbers that it has not', () => {
    const vocabulary = new Vocabulary(['a', 'b'])
    for (const wrong of [[2], [-1], [0.5], [Number.NaN]]) expect(() => vocabulary.decode(wrong)).toThrow(IndexError)
    expect(() => vocabulary.decode([0, 2])).toThrow('expected numbers from 0 to 1, got 2 at position 1')
  })

  test('gives back what it was given', () => {
    holds(100, [fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 3 })))], (given) => {
      const vocabulary = new Vocabulary(given)
      for (const text of given) expect(vocabulary.decode(vocabulary.encode(text))).toEqual(text)
      expect(new Set(vocabulary.tokens)).toEqual(new Set(given.flat()))
    })
  })
})

describe('tokenizers', () => {
  test('divide by characters, as users write them, without loss', () => {
    expect(data.charTokenizer('né\n👍')).toEqual(['n', 'é', '\n', '👍'])
    holds(200, [fc.string({ unit: 'binary' })], (text) => {
      expect(data.charTokenizer(text).join('')).toBe(text)
    })
  })

  test.each([
    ["I don't, you’re", ['I', "don't", ',', 'you’re']],
    ["the 'quoted' dogs' word", ['the', "'", 'quoted', "'", 'dogs', "'", 'word']],
    ['well-made.', ['well', '-', 'made', '.']],
    ['3.14 and 1,000,000. 2nd', ['3.14', 'and', '1,000,000', '.', '2nd']],
    ['v1.2b x.5', ['v1', '.', '2b', 'x', '.', '5']],
    ['naïve cafe\u0301 ÅNGSTRÖM', ['naïve', 'cafe\u0301', 'ÅNGSTRÖM']],
    ['привет мир!', ['привет', 'мир', '!']],
    ['日本語', ['日本語']],
    ['snake_case a@b', ['snake_case', 'a', '@', 'b']],
    ['👨‍👩‍👧👍🏽 ok', ['👨‍👩‍👧', '👍🏽', 'ok']],
    [' \t\n', []],
    ['', []],
  ])('words of %j', (text, expected) => {
    expect(data.wordTokenizer(text)).toEqual(expected)
  })

  test('words lose nothing but spaces, and can be mapped over texts', () => {
    holds(200, [fc.string({ unit: 'grapheme' })], (text) => {
      expect(data.wordTokenizer(text).join('')).toBe(text.replace(/\s/gu, ''))
    })
    expect(['a b', 'c'].map(data.wordTokenizer)).toEqual([['a', 'b'], ['c']])
  })
})

test('a text becomes a tensor in one line', () => {
  const vocabulary = new Vocabulary(data.charTokenizer('abca'))
  const ids: Tensor = tensor(vocabulary.encode('cab'))
  expect(ids.toArray()).toEqual([2, 0, 1])
})
