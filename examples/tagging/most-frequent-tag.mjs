/**
 * The baseline: each word gets the tag that it had most often in training; a word that training never showed the tag
 * that was most frequent there altogether.
 *
 * @param {readonly import('./read-corpus.mjs').Sentence[]} train
 * @returns {(words: readonly string[]) => string[]}
 */
export function mostFrequentTag(train) {
  const all = new Map()
  /** @type {Map<string, Map<string, number>>} */
  const byWord = new Map()
  for (const { words, tags } of train) {
    for (const [i, tag] of tags.entries()) {
      if (tag === null) continue
      const word = words[i].toLowerCase()
      if (!byWord.has(word)) byWord.set(word, new Map())
      for (const counts of [all, byWord.get(word)]) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    }
  }
  const usual = largest(all)
  const best = new Map(Array.from(byWord, ([word, counts]) => [word, largest(counts)]))
  return (words) => words.map((word) => best.get(word.toLowerCase()) ?? usual)
}

/** The first of the most frequent ones. @param {Map<string, number>} counts */
function largest(counts) {
  let [best, most] = ['', 0]
  for (const [tag, count] of counts) if (count > most) [best, most] = [tag, count]
  return best
}
