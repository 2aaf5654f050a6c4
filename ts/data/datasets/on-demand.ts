/** What `datasets.ts` loads when it is asked for: who reads no set and no file does not load this. */
export { fetchFiles } from './fetch-files.js'
export { fashionMnist, mnist } from './mnist.js'
export { readConllu } from './read-conllu.js'
export { readCsv } from './read-csv.js'
export { readIdx } from './read-idx.js'
export { readLines } from './read-lines.js'
export { moviePolarity, tinyShakespeare, udEnglishEwt } from './texts.js'
