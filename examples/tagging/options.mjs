/** What `main.mjs` does, and may be told. */
export const about = 'Tags the words of sentences by a bidirectional LSTM.'

export const options = /** @type {const} */ ({
  data: { value: undefined, help: 'a CoNLL-U file to learn from, instead of UD English EWT' },
  test: { value: undefined, help: 'one to be tested on; without it, a fifth of the sentences' },
  sample: { value: false, help: 'takes the small sample of this example, without a network' },
  column: { value: 'upos', help: 'upos, xpos, deprel, lemma, feats, misc, feats:NAME, misc:NAME' },
  epochs: { value: undefined, least: 1, whole: true, help: 'how often the sentences are gone through' },
  seed: { value: 128, least: 1, whole: true, help: 'of all that is random' },
})
