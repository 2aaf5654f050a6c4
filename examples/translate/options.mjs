import { tasks } from './task.mjs'

/** What `main.mjs` does, and may be told. */
export const about = 'Translates dates or numbers by an encoder and a decoder.'

export const options = /** @type {const} */ ({
  task: { value: 'dates', among: Object.keys(tasks), help: 'dates or numbers' },
  text: { value: undefined, help: 'a text of your own, to be translated too' },
  epochs: { value: 11, least: 1, whole: true, help: 'how often the pairs are gone through' },
  seed: { value: 128, least: 1, whole: true, help: 'of all that is random' },
})
