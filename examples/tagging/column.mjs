import { UsageError } from '../shared/read-options.mjs'

/** Tags of a span's beginning, inside, end, of a whole one, and of what is outside: B-PER, I-PER, E-PER, S-PER, O. */
const spanTag = /^(?:O|[BIES]-.+)$/
const columns = ['upos', 'xpos', 'deprel', 'lemma', 'feats', 'misc']

/**
 * How the tag of a word is read from a column of a CoNLL-U file:
 *
 * - `upos`, `xpos`, `deprel`, `lemma`: what stands there. A word without a value is not counted.
 * - `feats`: all features together as one tag, as `Case=Nom|Number=Sing`; `_` for none.
 * - `misc`: the first entry in the form of a span's tag (O, B-PER, I-PER, …), be it the value of any name or alone, so
 *   that `NE=B-PER` and `B-PER` both do. A word without one is outside: O.
 * - `feats:NAME`, `misc:NAME`: the value of that entry, whatever its form; O for a word without it.
 *
 * @param {string} column
 * @returns {(word: import('grad128').data.ConlluWord) => string | null}
 * @throws {UsageError} for a column that there is not
 */
export function tagReader(column) {
  const [name, entry] = column.split(/:(.*)/s)
  if (!columns.includes(name) || (entry !== undefined && (entry === '' || (name !== 'feats' && name !== 'misc')))) {
    throw new UsageError(
      `--column must be one of ${columns.join(', ')}, or feats:NAME or misc:NAME for an entry, but is '${column}'.`,
    )
  }
  if (entry !== undefined) return (word) => word[name][entry] ?? 'O'
  if (name === 'misc') return ({ misc }) => Object.entries(misc).flat().find(isSpanTag) ?? 'O'
  if (name === 'feats') return ({ feats }) => join(feats)
  return (word) => word[name]
}

/** @param {string} tag */
export function isSpanTag(tag) {
  return spanTag.test(tag)
}

/** @param {Readonly<Record<string, string>>} feats */
function join(feats) {
  const pairs = Object.entries(feats).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return pairs.length === 0 ? '_' : pairs.join('|')
}
