/** What `main.mjs` may be told. */
export const options = /** @type {const} */ ({
  epochs: { type: 'number', default: 5, help: 'of the recurrent nets at most; each stops when it gets no better' },
  seed: { type: 'number', default: 128, help: 'of all that is random' },
})
