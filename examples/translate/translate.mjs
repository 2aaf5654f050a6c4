/** @typedef {{ source: import('./alphabet.mjs').Alphabet, target: import('./alphabet.mjs').Alphabet, model: import('./model.mjs').Translator }} Translator */

/**
 * Translations of texts.
 *
 * @param {Translator} translator
 * @param {readonly string[]} texts
 * @param {{ most?: number }} [options] the longest translation
 * @returns {string[]}
 */
export function translate({ source, target, model }, texts, { most = 16 } = {}) {
  model.eval()
  const { start, end } = target
  return model.decode(source.reversed(texts), { start, end, most }).map((numbers) => target.textOf(numbers))
}

/**
 * What becomes of pairs whose translation is known: all translations, and the share of those without any mistake.
 *
 * @param {Translator} translator
 * @param {readonly import('./task.mjs').Pair[]} pairs
 */
export function exactMatch(translator, pairs) {
  const found = translate(
    translator,
    pairs.map(([source]) => source),
  )
  const right = pairs.filter(([, wanted], i) => found[i] === wanted).length
  return { found, share: right / pairs.length }
}
