import { tasks } from './task.mjs'

/** What `main.mjs` may be told. */
export const options = /** @type {const} */ ({
  task: { type: 'string', default: 'dates', among: Object.keys(tasks), help: 'dates or numbers' },
  text: { type: 'string', help: 'a text of your own, to be translated too' },
  epochs: { type: 'number', default: 11, help: 'how often the pairs are gone through' },
  seed: { type: 'number', default: 128, help: 'of all that is random' },
})
