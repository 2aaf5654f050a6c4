import { data, manualSeed, nn, noGrad, rand, tensor } from 'grad128'
import { beforeEach, describe, expect, test } from 'vitest'
import { readCorpus } from '../../examples/char-rnn/corpus.mjs'
import { countsWriter, generate, networkWriter, softmax } from '../../examples/char-rnn/generate.mjs'
import { load } from '../../examples/char-rnn/load.mjs'
import { CharModel } from '../../examples/char-rnn/model.mjs'
import { NGram } from '../../examples/char-rnn/n-gram.mjs'
import { shortcoming } from '../../examples/char-rnn/promise.mjs'
import { readText } from '../../examples/char-rnn/read-text.mjs'
import { temperaturesOf } from '../../examples/char-rnn/settings.mjs'
import { natsPerCharacter, trainModel } from '../../examples/char-rnn/train.mjs'
import { UsageError } from '../../examples/shared/read-options.mjs'

beforeEach(() => manualSeed(1))

describe('texts', () => {
  test('the default one is there after npm ci', async () => {
    const text = await readText('typescript')
    expect(text).toHaveLength(1_000_000)
    expect(text).toContain('interface Document ')
  })

  test('a corpus holds out the end', () => {
    const { vocabulary, train, heldOut } = readCorpus('abcabcabcz')
    expect(vocabulary.decode(train).join('')).toBe('abcabcabc')
    expect(vocabulary.decode(heldOut)).toEqual(['z'])
  })
})

describe('what cannot be learnt from is refused', () => {
  test.each([
    ['nowhere.txt', 'a', "--data nowhere.txt cannot be read. ENOENT: no such file or directory, open 'nowhere.txt'"],
    ['LICENSE', 'a', /^--data must have at least 20000 characters, but LICENSE has \d+\.$/],
    ['package-lock.json', '', '--prompt must have at least one character.'],
    ['package-lock.json', 'a日', "--prompt must be of the text's characters, but has '日'."],
  ])('%s with %j', async (data, prompt, message) => {
    await expect(load({ data, prompt })).rejects.toThrow(message)
    await expect(load({ data, prompt })).rejects.toThrow(UsageError)
  })

  test('and what can is read', async () => {
    const { corpus, beginning } = await load({ data: 'package-lock.json', prompt: '"n' })
    expect(corpus.vocabulary.decode(beginning)).toEqual(['"', 'n'])
    expect(corpus.train.length / corpus.heldOut.length).toBeCloseTo(9, 2)
  })
})

describe('counts', () => {
  const text = Int32Array.of(0, 1, 0, 1, 0, 2)

  test('are interpolated as Witten and Bell have it', () => {
    // Of six characters 0 came three times, 1 twice, 2 once; 0 was followed by 1 twice and by 2.
    const single = [3, 2, 1].map((count) => (count + 3 / 3) / (6 + 3))
    const expected = single.map((p, c) => ([0, 2, 1][c]! + 2 * p) / (3 + 2))
    const counts = new NGram(text, 3, 2)
    for (const [c, p] of counts.probabilities(Int32Array.of(2, 0)).entries()) expect(p).toBeCloseTo(expected[c]!, 12)
  })

  test('give probabilities, also after what was never seen', () => {
    const counts = new NGram(text, 3)
    for (const context of [[], [2], [2, 2], [0, 2], [0, 1], [1, 0]]) {
      const sum = counts.probabilities(Int32Array.from(context)).reduce((total, p) => total + p)
      expect(sum).toBeCloseTo(1, 12)
    }
    expect([...counts.probabilities(Int32Array.of(2, 2))]).toEqual([...counts.probabilities(new Int32Array())])
  })

  test('nats are those of its probabilities', () => {
    const counts = new NGram(text, 3)
    const p = (next: number, ...context: number[]) => counts.probabilities(Int32Array.from(context))[next]!
    expect(counts.natsPerCharacter(Int32Array.of(1, 0, 1, 2))).toBeCloseTo(
      -(Math.log(p(0, 1)) + Math.log(p(1, 1, 0)) + Math.log(p(2, 0, 1))) / 3,
      12,
    )
  })
})

/** Brackets around three letters: which one closes was said four characters before, and no two can tell when. */
function brackets(count: number): string {
  const kinds = ['(xxx)', '[xxx]', '{xxx}']
  return Array.from(rand([count]).data(), (chance) => kinds[Math.floor(Number(chance) * 3)]).join('')
}

const small = { embedding: 8, hidden: 24 }

test('the network learns what counts cannot know, and writes it', async () => {
  const corpus = readCorpus(brackets(4000))
  const { vocabulary, train, heldOut } = corpus
  const baseline = new NGram(train, vocabulary.length).natsPerCharacter(heldOut)
  const model = new CharModel(vocabulary.length, small)
  const seen = []
  const options = { steps: 250, batch: 16, window: 32, lr: 2e-2, milestones: 2 }
  for await (const milestone of trainModel(model, corpus, options)) seen.push(milestone)
  const { nats } = seen.at(-1)!
  expect(seen.map(({ step }) => step)).toEqual([125, 250])
  // Which bracket opens is a matter of chance; which one closes is for whoever forgot the first.
  const least = Math.log(3) / 5
  expect(baseline).toBeGreaterThan(3 * least)
  expect(nats).toBeLessThan(1.6 * least)
  expect(nats).toBeLessThan(seen[0]!.nats + 1e-3)

  const prompt = vocabulary.encode(']')
  const written = generate(networkWriter(model), prompt, { length: 80, temperature: 0.3 })
  expect(vocabulary.decode(written).join('')).toMatch(/^\](\(x{3}\)|\[x{3}\]|\{x{3}\}){16}$/)
})

test('the state is carried through evaluation and through writing', () => {
  const model = new CharModel(5, small)
  // 16 rows of 300 characters: two windows and a shorter one.
  const text = Int32Array.from(rand([16 * 300 + 1]).data(), (chance) => Math.floor(Number(chance) * 5))
  const [[input, target] = []] = data.windows(text, { steps: 300, batch: 16, batchFirst: false })
  const whole = noGrad(() => nn.functional.crossEntropy(model.forward(input!)[0], target!.flatten())).item()
  expect(natsPerCharacter(model, text)).toBeCloseTo(whole, 5)

  const writer = networkWriter(model)
  const characters = [...text.subarray(0, 40)]
  const last = characters.map((character) => writer(character)).at(-1)!
  const logits = noGrad(() => model.forward(tensor(Int32Array.from(characters), { shape: [40, 1] }))[0].select(0, -1))
  for (const [i, logit] of logits.data().entries()) expect(last[i]).toBeCloseTo(Number(logit), 4)
})

describe('writing', () => {
  test('temperatures sharpen or flatten', () => {
    const logits = [0, Math.log(2), Math.log(4)]
    expect([...softmax(logits, 1)].map((p) => p * 7)).toEqual([1, 2, 4].map((p) => expect.closeTo(p, 10)))
    expect([...softmax(logits, 0.5)].map((p) => p * 21)).toEqual([1, 4, 16].map((p) => expect.closeTo(p, 10)))
    expect(softmax([1000, -Infinity], 1)).toEqual(Float64Array.of(1, 0))
  })

  test('draws characters as often as they are likely', () => {
    const counts = new NGram(Int32Array.of(0, 1, 1, 1), 2, 1)
    const written = generate(countsWriter(counts), Int32Array.of(0), { length: 4000, temperature: 1 })
    const ones = written.slice(1).filter((character) => character === 1).length
    expect(ones / 4000).toBeCloseTo(counts.probabilities(new Int32Array())[1]!, 1)
  })

  test('reads the whole prompt, and what it writes', () => {
    const read: number[] = []
    const next = (character: number) => {
      read.push(character)
      return [0, 1, 2, 3].map((c) => (c === (character + 1) % 4 ? 0 : -Infinity))
    }
    expect(generate(next, Int32Array.of(3, 1), { length: 5, temperature: 1 })).toEqual([3, 1, 2, 3, 0, 1, 2])
    expect(read.slice(0, 6)).toEqual([3, 1, 2, 3, 0, 1])
  })
})

test('promises and temperatures', () => {
  const result = { text: 'shakespeare', steps: 2000, nats: 1.69, baseline: 2 }
  expect(shortcoming(result)).toBeUndefined()
  expect(shortcoming({ ...result, nats: 1.71 })).toContain('1.70 nats')
  expect(shortcoming({ ...result, text: 'own.txt', nats: 2.01 })).toContain('2.00 nats')
  expect(shortcoming({ ...result, text: 'own.txt', nats: 1.99 })).toBeUndefined()
  expect(shortcoming({ ...result, steps: 100, nats: 3 })).toBeUndefined()
  expect(temperaturesOf('0.5,1')).toEqual([0.5, 1])
  for (const text of ['', '0', '0.5,', 'hot', '-1']) expect(() => temperaturesOf(text)).toThrow('--temperature')
})
