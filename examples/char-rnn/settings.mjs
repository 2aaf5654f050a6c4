import { UsageError } from '../shared/read-options.mjs'
import { promisedSteps } from './promise.mjs'

export const about = 'Learns to write like a text, a character at a time: npm run example char-rnn'

/** @satisfies {Record<string, import('../shared/read-options.mjs').Option>} */
export const options = {
  data: { value: 'typescript', help: 'typescript, shakespeare, or a file in UTF-8' },
  steps: { value: promisedSteps, least: 1, whole: true, help: 'training steps' },
  temperature: { value: '0.5,0.8,1.0', help: 'temperatures to write at', check: temperaturesOf },
  length: { value: 320, least: 1, whole: true, help: 'characters to write at each' },
  prompt: { value: '\n', help: 'how what is written begins' },
  seed: { value: 128, least: 0, whole: true, help: 'of the random numbers' },
}

/** @param {string} text as `0.5,0.8` @returns {number[]} @throws {UsageError} */
export function temperaturesOf(text) {
  const temperatures = text.split(',').map(Number)
  if (temperatures.every((temperature) => temperature > 0 && Number.isFinite(temperature))) return temperatures
  throw new UsageError(`--temperature must be numbers above 0 with commas between, but is '${text}'.`)
}
