import { noGrad, rand, tensor } from 'grad128'

/** @typedef {(character: number) => ArrayLike<number>} Next reads a character; gives a logit for each that may follow */

/**
 * Writes on from a prompt, a character at a time: reads what it wrote, and draws the next one from P(·)^(1/temperature).
 * Low temperatures keep to what is likely, 1 draws as the model believes, more makes it wilder.
 *
 * @param {Next} next
 * @param {Int32Array} prompt at least one character
 * @param {{ length: number, temperature: number }} options
 * @returns {number[]} the prompt and `length` characters more
 */
export function generate(next, prompt, { length, temperature }) {
  const written = [...prompt]
  let logits
  for (const character of prompt) logits = next(character)
  const chances = rand([length]).data()
  for (let i = 0; i < length; i++) {
    const character = draw(softmax(logits, temperature), chances[i])
    written.push(character)
    logits = next(character)
  }
  return written
}

/** A network as a writer: its state carries all that was read. @param {import('./model.mjs').CharModel} model @returns {Next} */
export function networkWriter(model) {
  let state
  return (character) => {
    const input = tensor(Int32Array.of(character), { shape: [1, 1] })
    const [logits, next] = noGrad(() => model.forward(input, state))
    state = next
    return logits.data()
  }
}

/** Counts as a writer: the last characters are all that it knows. @param {import('./n-gram.mjs').NGram} counts @returns {Next} */
export function countsWriter(counts) {
  let context = new Int32Array()
  return (character) => {
    context = Int32Array.of(...context, character).slice(-counts.order)
    return counts.probabilities(context).map(Math.log)
  }
}

/** exp(logit/temperature), in sum 1. @param {ArrayLike<number>} logits @param {number} temperature */
export function softmax(logits, temperature) {
  const largest = Array.from(logits).reduce((most, logit) => Math.max(most, logit))
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - largest) / temperature))
  const sum = weights.reduce((total, weight) => total + weight)
  return weights.map((weight) => weight / sum)
}

/** The first number at which the probabilities up to it exceed `chance`, from 0 to 1. */
function draw(probabilities, chance) {
  let sum = 0
  const found = probabilities.findIndex((p) => {
    sum += p
    return sum > chance
  })
  return found === -1 ? probabilities.length - 1 : found
}
