/**
 * Writes the tables of docs/ops.md, which list every operation: `npm run docs:ops`. They come from the sources' types and
 * documentation comments, and from calls of the built package; the text around them is written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { declared } from './ops-table/declared.mjs'
import { markdown } from './ops-table/markdown.mjs'
import { observed } from './ops-table/observed.mjs'

const path = fileURLToPath(new URL('../docs/ops.md', import.meta.url))
const [begin, end] = ['<!-- Made by `npm run docs:ops`: do not edit. -->', '<!-- End of what is made. -->']

/**
 * What the sources declare, with what calls of it show.
 *
 * @returns {{ functions: (import('./ops-table/declared.mjs').Declared &
 *   { observed?: import('./ops-table/observed.mjs').Observed | undefined })[],
 *   members: import('./ops-table/declared.mjs').Member[] }}
 */
export function operations() {
  const { functions, members } = declared()
  return {
    functions: functions.map((one) => (makesTensors(one) ? { ...one, observed: observed(one) } : one)),
    members,
  }
}

/**
 * Whether a function computes or creates tensors; the others are about gradients, memory and set-up.
 *
 * @param {{ file: string }} declared
 */
export function makesTensors({ file }) {
  return file.startsWith('ts/ops/') || /^ts\/tensor\/(creation|random|conversion|from-typed-array)\.ts$/.test(file)
}

/**
 * docs/ops.md with its tables made anew.
 *
 * @param {string} document
 * @param {ReturnType<typeof operations>} found
 */
export function withTables(document, found) {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/ops.md has lost its marks ${begin} and ${end}`)
  return `${before}${begin}\n\n${markdown(found)}\n${end}${after}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), operations()))
}
