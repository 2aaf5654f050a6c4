/** @typedef {import('./task.mjs').Pair} Pair */

/** The share of pairs that a way of translating gets right. @param {readonly Pair[]} pairs @param {(text: string) => string} way */
export function shareOf(pairs, way) {
  return pairs.filter(([source, target]) => way(source) === target).length / pairs.length
}

/**
 * The pairs that were translated wrongly, each with what was written instead.
 *
 * @param {readonly Pair[]} pairs
 * @param {readonly string[]} found
 */
export function mistakesOf(pairs, found) {
  return pairs.flatMap(([source, target], i) => (found[i] === target ? [] : [[source, target, found[i]]]))
}

/** @param {number} least the share that must come out right @param {number} share */
export function isPromiseKept(least, share) {
  return { isKept: share >= least, text: `The example must reach an exact match of ${least}, but reached ${share}.` }
}
