/** What `main.mjs` may be told. */
export const options = /** @type {const} */ ({
  data: { type: 'string', help: 'a CoNLL-U file to learn from, instead of UD English EWT' },
  test: { type: 'string', help: 'one to be tested on; without it, a fifth of the sentences' },
  sample: { type: 'boolean', help: 'takes the small sample of this example, without a network' },
  column: { type: 'string', default: 'upos', help: 'upos, xpos, deprel, lemma, feats, misc, feats:NAME, misc:NAME' },
  epochs: { type: 'number', help: 'how often the sentences are gone through' },
  seed: { type: 'number', default: 128, help: 'of all that is random' },
})
