import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { data, FormatError, UnavailableError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from './folders.js'

const folders = temporaryFolders()

/** Puts files where GRAD128_DATA points to. */
function own(folder: string, files: Record<string, string | Uint8Array>): void {
  process.env.GRAD128_DATA = folders.root
  mkdirSync(join(folders.root, folder), { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folders.root, folder, name), content)
}

const word = (form: string, head: number) => `1\t${form}\t${form}\tX\t_\t_\t${head}\troot\t_\t_\n\n`

describe('a set of texts is read from the folder that GRAD128_DATA names', () => {
  test('tinyShakespeare', async () => {
    own('tinyshakespeare', { 'input.txt': 'First Citizen:\nSpeak.\n' })
    expect(await data.datasets.tinyShakespeare()).toBe('First Citizen:\nSpeak.\n')
  })

  test('moviePolarity: praise first, without the spaces at the ends', async () => {
    own('rt-polarity', { 'rt-polarity.pos': 'a joy . \nsí , good \n', 'rt-polarity.neg': ' tedious . \n' })
    const { sentences, labels } = await data.datasets.moviePolarity()
    expect(sentences).toEqual(['a joy .', 'sí , good', 'tedious .'])
    expect(labels).toEqual(new Int32Array([1, 1, 0]))
  })

  test('udEnglishEwt', async () => {
    own('ud-english-ewt', {
      'en_ewt-ud-dev.conllu': word('Yes', 0) + word('No', 0),
      'en_ewt-ud-test.conllu': word('Perhaps', 0),
    })
    const { dev, test: unseen } = await data.datasets.udEnglishEwt()
    expect(dev.map((sentence) => sentence.map(({ form }) => form))).toEqual([['Yes'], ['No']])
    expect(unseen[0]?.[0]).toMatchObject({ id: 1, form: 'Perhaps', head: 0, deprel: 'root' })
  })
})

test('a file that is not what it should be is named, with the line', async () => {
  own('ud-english-ewt', { 'en_ewt-ud-dev.conllu': word('Yes', 2), 'en_ewt-ud-test.conllu': '' })
  const path = join(folders.root, 'ud-english-ewt', 'en_ewt-ud-dev.conllu')
  const failure = await data.datasets.udEnglishEwt().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(FormatError)
  expect((failure as FormatError).message).toBe(
    `datasets.udEnglishEwt: expected heads from 0 to 1 in the sentence that begins in line 1 of '${path}', got 2 for word 1`,
  )
  own('rt-polarity', { 'rt-polarity.pos': 'a\n\nb\n', 'rt-polarity.neg': new Uint8Array([0x61, 0xe9]) })
  await expect(data.datasets.moviePolarity()).rejects.toThrow('to be text in utf-8')
  own('rt-polarity', { 'rt-polarity.neg': 'c\n' })
  await expect(data.datasets.moviePolarity()).rejects.toThrow('expected a sentence in line 2 of')
})

test.each([
  ['tinyShakespeare', 'tinyshakespeare', 'input.txt', '86c4e6aa9db7c042'],
  ['moviePolarity', 'rt-polarity', 'rt-polarity.pos', '4134882974a28d0c'],
  ['udEnglishEwt', 'ud-english-ewt', 'en_ewt-ud-dev.conllu', '531a54ff90d6ab12'],
] as const)('%s: nobody has it, and the error says which file to put where', async (name, folder, file, sum) => {
  const failure = await data.datasets[name]({ mirrors: [] }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UnavailableError)
  const { message } = failure as UnavailableError
  expect(message).toContain(`datasets.${name}: expected '${file}' with the SHA-256 ${sum}`)
  expect(message).toContain(join(folders.cache, folder, file))
  expect(message).toContain('GRAD128_DATA')
  expect(existsSync(folders.cache)).toBe(false)
  await expect(data.datasets[name]({ mirror: [] } as never)).rejects.toThrow("unknown option 'mirror'")
})
