/** What `main.mjs` does, and may be told. */
export const about = 'Tells praise from blame by a bag of words and by LSTMs.'

export const options = /** @type {const} */ ({
  epochs: { value: 5, least: 1, whole: true, help: 'of the recurrent nets at most; each stops when it gets no better' },
  seed: { value: 128, least: 1, whole: true, help: 'of all that is random' },
})
