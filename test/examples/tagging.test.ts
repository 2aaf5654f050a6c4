import { manualSeed, tensor } from 'grad128'
import { describe, expect, it } from 'vitest'
import { tagReader } from '../../examples/tagging/column.mjs'
import { Encoder, ignoreIndex } from '../../examples/tagging/encoder.mjs'
import { confusionOf, spanF1, spansOf, wordsOf } from '../../examples/tagging/evaluate.mjs'
import { mostFrequentTag } from '../../examples/tagging/most-frequent-tag.mjs'
import { readCorpus } from '../../examples/tagging/read-corpus.mjs'
import { isPromiseKept, result } from '../../examples/tagging/result.mjs'
import { commonMistakes, condensed, taggedText } from '../../examples/tagging/show.mjs'
import { tagSentences, trainTagger } from '../../examples/tagging/train-tagger.mjs'
import { shapeOf, suffixOf } from '../../examples/tagging/word-form.mjs'

const word = (given: object) => ({
  id: 1,
  form: 'Oslo',
  lemma: null,
  upos: null,
  xpos: null,
  feats: {},
  head: null,
  deprel: null,
  deps: [],
  misc: {},
  ...given,
})

describe('what is seen of a word', () => {
  it.each([
    ['Paris', 'Xxx', 'ris'],
    ['2021', 'dd', '021'],
    ['U.S.', 'X.X.', '.s.'],
    ['added', 'xx', 'ded'],
    ['é', 'x', 'é'],
    ['mp3-PLAYER', 'xxd-XX', 'yer'],
  ])('%s has the shape %s and the suffix %s', (text, shape, suffix) => {
    expect([shapeOf(text), suffixOf(text)]).toEqual([shape, suffix])
  })
})

describe('the column of tags', () => {
  it.each([
    ['upos', { upos: 'NOUN' }, 'NOUN'],
    ['upos', {}, null],
    ['feats', { feats: { Case: 'Nom', Number: 'Sing' } }, 'Case=Nom|Number=Sing'],
    ['feats', {}, '_'],
    ['feats:Number', { feats: { Case: 'Nom', Number: 'Sing' } }, 'Sing'],
    ['misc', { misc: { SpaceAfter: 'No', NE: 'B-LOC' } }, 'B-LOC'],
    ['misc', { misc: { 'I-PER': '' } }, 'I-PER'],
    ['misc', { misc: { SpaceAfter: 'No' } }, 'O'],
    ['misc:SpaceAfter', { misc: { SpaceAfter: 'No', NE: 'B-LOC' } }, 'No'],
    ['misc:Gloss', {}, 'O'],
  ])('%s of %o is %s', (column, given, tag) => expect(tagReader(column)(word(given))).toBe(tag))

  it.each(['form', 'upos:x', 'misc:', ''])('refuses %o', (column) => {
    expect(() => tagReader(column)).toThrow(
      `--column must be one of upos, xpos, deprel, lemma, feats, misc, or feats:NAME or misc:NAME for an entry, but is '${column}'.`,
    )
  })

  it('refuses a column without tags, a test part without a training part, two sources', async () => {
    await expect(readCorpus({ sample: true, column: 'xpos' })).rejects.toThrow(
      "The column 'xpos' of the sample has 0 different tags to learn from: too few.",
    )
    await expect(readCorpus({ test: 'some.conllu' })).rejects.toThrow('--test goes with --data FILE to learn from.')
    await expect(readCorpus({ data: 'a.conllu', sample: true })).rejects.toThrow('Either --sample or --data FILE')
  })
})

describe('the figures', () => {
  it('find spans where they begin and end, sloppy ones too', () => {
    expect(spansOf(['B-PER', 'I-PER', 'B-PER', 'O', 'I-LOC', 'I-ORG'])).toEqual([
      '0-2-PER',
      '2-3-PER',
      '4-5-LOC',
      '5-6-ORG',
    ])
    expect(spansOf(['S-PER', 'B-LOC', 'E-LOC', 'I-LOC'])).toEqual(['0-1-PER', '1-3-LOC', '3-4-LOC'])
  })

  it('compute F1 of whole spans', () => {
    const truth = [{ words: ['a', 'b', 'c', 'd'], tags: ['B-PER', 'I-PER', 'O', 'B-LOC'] }]
    // One of two spans is right; three were given.
    expect(spanF1(truth, [['B-PER', 'I-PER', 'B-LOC', 'B-PER']])).toBeCloseTo((2 * 1) / (2 + 3), 12)
    expect(spanF1([{ words: ['a'], tags: ['NOUN'] }], [['NOUN']])).toBeUndefined()
  })

  it('count neither tags that are not known nor words that training showed among the unseen', () => {
    const truth = [{ words: ['A', 'b', 'c'], tags: ['X', 'Y', null] }]
    expect(result('', truth, [['X', 'X', 'X']], new Set(['a']))).toMatchObject({ accuracy: 0.5, unseen: 0 })
  })

  it('promise 0.89 of the treebank and more than the baseline elsewhere', () => {
    const figures = (...accuracies: number[]) => accuracies.map((accuracy) => ({ accuracy }))
    expect(isPromiseKept('treebank', 'upos', figures(0.8, 0.889)).isKept).toBe(false)
    expect(isPromiseKept('treebank', 'upos', figures(0.8, 0.89)).isKept).toBe(true)
    expect(isPromiseKept('sample', 'upos', figures(0.8, 0.8)).isKept).toBe(false)
    expect(isPromiseKept('sample', 'upos', figures(0.8, 0.81)).isKept).toBe(true)
  })
})

describe('what is shown', () => {
  const confusion = tensor([5, 2, 0, 1, 1, 0, 0, 3, 9], { shape: [3, 3], dtype: 'int32' })

  it('is a matrix of the most frequent tags, the others together', () => {
    const { matrix, labels } = condensed(confusion, ['A', 'B', 'LONGEST'], { most: 2 })
    expect(labels).toEqual(['LONG…', 'other'])
    expect(matrix.toArray()).toEqual([
      [9, 3],
      [0, 9],
    ])
    expect(condensed(confusion, ['A', 'B', 'C']).labels).toEqual(['C', 'A', 'B'])
  })

  it('are the most common mistakes, and sentences with theirs marked', () => {
    expect(commonMistakes(confusion, ['A', 'B', 'C'], 2)).toEqual([
      ['C', 'B', 3],
      ['A', 'B', 2],
    ])
    const sentence = { words: ['He', 'ran', 'off'], tags: ['PRON', 'VERB', null] }
    expect(taggedText(sentence, ['PRON', 'NOUN', 'ADP'], 20)).toBe('He/PRON\nran/NOUN✗VERB\noff/ADP')
  })
})

describe('the tagger', () => {
  it('gets words as numbers, and targets only where tags are known', () => {
    const encoder = new Encoder([{ words: ['The', 'the'], tags: ['DET', null] }])
    const [words, , shapes, lengths, target] = encoder.batch([
      { words: ['the'], tags: ['DET'] },
      { words: ['THE', 'end'], tags: [null, 'DET'] },
    ])
    expect(words.toArray()).toEqual([
      [2, 0],
      [2, 1],
    ])
    expect(shapes.toArray()).toEqual([
      [encoder.shapes.indexOf('xx'), 0],
      [encoder.shapes.indexOf('XX'), encoder.shapes.indexOf('xx')],
    ])
    expect([...lengths]).toEqual([1, 2])
    expect(target.toArray()).toEqual([0, ignoreIndex, ignoreIndex, 0])
  })

  it('learns parts of speech of the sample better than the baseline, the same way each time', async () => {
    const corpus = await readCorpus({ sample: true })
    expect([corpus.train.length, corpus.test.length]).toEqual([72, 18])
    const sentences = corpus.test.map(({ words }) => words)
    const run = async () => {
      manualSeed(1)
      const trained = await trainTagger(corpus, { epochs: 15 })
      return { trained, found: tagSentences(trained, sentences) }
    }
    const { trained, found } = await run()
    const { usual, reached } = figuresOf(corpus, found)
    expect(isPromiseKept(corpus.kind, 'upos', [usual, reached]).isKept).toBe(true)
    expect(reached.accuracy - usual.accuracy).toBeGreaterThan(0.03)

    const confusion = confusionOf(trained.encoder.tags, corpus.test, found).toArray() as number[][]
    const total = confusion.flat().reduce((a, b) => a + b, 0)
    expect(total).toBe(sentences.flat().length)
    expect(confusion.reduce((sum, row, i) => sum + row[i]!, 0) / total).toBeCloseTo(reached.accuracy, 12)
    expect((await run()).found).toEqual(found)
  })

  it('learns the names of the sample better than the baseline', async () => {
    const corpus = await readCorpus({ sample: true, column: 'misc', seed: 5 })
    manualSeed(5)
    const trained = await trainTagger(corpus)
    const { usual, reached } = figuresOf(
      corpus,
      tagSentences(
        trained,
        corpus.test.map(({ words }) => words),
      ),
    )
    expect(usual.f1).toBeLessThan(0.6)
    expect(reached.f1).toBeGreaterThan(usual.f1!)
  })
})

function figuresOf({ train, test }: Awaited<ReturnType<typeof readCorpus>>, found: string[][]) {
  const known = wordsOf(train)
  const baseline = test.map(({ words }) => mostFrequentTag(train)(words))
  return { usual: result('', test, baseline, known), reached: result('', test, found, known) }
}
