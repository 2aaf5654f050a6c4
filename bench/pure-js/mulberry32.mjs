/**
 * Mulberry32, a 32-bit pseudo-random number generator (Tommy Ettinger, public domain).
 *
 * @param {number} seed an integer; the same seed always gives the same sequence
 * @returns {() => number} a function that returns the next number in [0, 1)
 */
export function mulberry32(seed) {
  if (!Number.isInteger(seed)) {
    throw new TypeError(`mulberry32: seed must be an integer, but got ${String(seed)}. Pass a whole number such as 1.`)
  }
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
