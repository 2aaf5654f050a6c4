import { UnavailableError } from 'grad128'
import { UsageError } from '../shared/read-options.mjs'
import { readCorpus } from './corpus.mjs'
import { readText } from './read-text.mjs'

/** Characters of the shortest text that fills a window of each row and has some to be tested on. */
const fewest = 20_000

/**
 * The corpus of a text, and what is written on from.
 *
 * @param {{ data: string, prompt: string }} options
 * @returns {Promise<{ corpus: import('./corpus.mjs').Corpus, beginning: Int32Array }>}
 * @throws {UsageError} when the text cannot be had or is too short, or the prompt has characters of its own
 */
export async function load({ data: name, prompt }) {
  const text = await readText(name).catch((cause) => {
    if (!(cause instanceof UnavailableError || cause.code === 'ENOENT' || cause.code === 'EISDIR')) throw cause
    throw new UsageError(`--data ${name} cannot be read. ${cause.message}`, { cause })
  })
  if (text.length < fewest) {
    throw new UsageError(`--data must have at least ${fewest} characters, but ${name} has ${text.length}.`)
  }
  const corpus = readCorpus(text)
  const strange = Array.from(prompt).find((character) => !corpus.vocabulary.has(character))
  if (strange !== undefined) throw new UsageError(`--prompt must be of the text's characters, but has '${strange}'.`)
  if (prompt === '') throw new UsageError('--prompt must have at least one character.')
  return { corpus, beginning: corpus.vocabulary.encode(prompt) }
}
