/** What `datasets.ts` loads when it is asked for: who reads no set does not load this. */
export { fetchFiles } from './fetch-files.js'
export { fashionMnist, mnist } from './mnist.js'
export { readIdx } from './read-idx.js'
