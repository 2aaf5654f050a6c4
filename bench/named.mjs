/**
 * Those of the known things whose names were given, in the order of the names; all of them without names.
 *
 * @template {{ name: string }} T
 * @param {string} what they are, for the error
 * @param {readonly string[] | undefined} names
 * @param {readonly T[]} known
 * @returns {T[]}
 * @throws {RangeError} for a name that is not known
 */
export function named(what, names, known) {
  if (names === undefined) return [...known]
  return names.map((name) => {
    const found = known.find((thing) => thing.name === name)
    if (found === undefined) {
      throw new RangeError(`Unknown ${what} '${name}'; known: ${known.map((thing) => thing.name).join(', ')}.`)
    }
    return found
  })
}
