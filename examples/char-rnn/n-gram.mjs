/**
 * Counts of what followed the last n − 1 characters, the baseline: P(c | h) = (N(h c) + D(h)·P(c | h′)) / (N(h) + D(h)),
 * where N counts, D(h) is how many different characters followed h, and h′ is h without its first character; without
 * any, all characters are equally likely. Source: Witten and Bell, "The zero-frequency problem", 1991.
 */
export class NGram {
  /** What follows a context was counted here, under the context's key. @type {Map<number, Int32Array>[]} */
  #counts
  /** @type {Map<number, Float64Array>} */
  #known = new Map()

  /**
   * @param {Int32Array} text numbers of characters
   * @param {number} characters how many different ones there are
   * @param {number} [order] n
   */
  constructor(text, characters, order = 3) {
    this.characters = characters
    this.order = order
    this.#counts = Array.from({ length: order }, (_, length) => followers(text, characters, length))
  }

  /**
   * P(· | context): of the context only the last n − 1 characters matter.
   *
   * @param {Int32Array} context
   * @returns {Float64Array}
   */
  probabilities(context) {
    const seen = context.subarray(Math.max(0, context.length - this.order + 1))
    const key = keyOf(seen, 0, seen.length, this.characters)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = this.#interpolated(seen)
    this.#known.set(key, made)
    return made
  }

  /** Mean −log P of a text's characters but the first. @param {Int32Array} text */
  natsPerCharacter(text) {
    let sum = 0
    for (let i = 1; i < text.length; i++) {
      sum -= Math.log(this.probabilities(text.subarray(Math.max(0, i - this.order + 1), i))[text[i]])
    }
    return sum / (text.length - 1)
  }

  /** @param {Int32Array} context @returns {Float64Array} */
  #interpolated(context) {
    const uniform = new Float64Array(this.characters).fill(1 / this.characters)
    let shorter = uniform
    for (let length = 0; length <= context.length; length++) {
      const counts = this.#counts[length].get(keyOf(context, context.length - length, context.length, this.characters))
      if (counts === undefined) break
      const total = counts.reduce((sum, count) => sum + count)
      const different = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
      shorter = shorter.map((p, c) => (counts[c] + different * p) / (total + different))
    }
    return shorter
  }
}

/** How often each character followed each context of some length. @returns {Map<number, Int32Array>} */
function followers(text, characters, length) {
  const counts = new Map()
  for (let i = length; i < text.length; i++) {
    const key = keyOf(text, i - length, i, characters)
    const row = counts.get(key) ?? new Int32Array(characters)
    if (row[text[i]]++ === 0) counts.set(key, row)
  }
  return counts
}

/** One number for the characters from `start` to before `end`, and their count. */
function keyOf(text, start, end, characters) {
  let key = 1
  for (let i = start; i < end; i++) key = key * characters + text[i]
  return key
}
