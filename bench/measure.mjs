/** @typedef {{ name: string, run: () => void }} Side something to time: `run` does one unit of work */

/**
 * Times several sides in turns, so that what else the machine does meets all of them alike.
 *
 * @param {readonly Side[]} sides
 * @param {{ rounds?: number, milliseconds?: number }} [options] rounds, and how long a side works in each
 * @returns {Map<string, number>} the median time of one unit of work, in milliseconds
 */
export function inTurns(sides, { rounds = 15, milliseconds = 40 } = {}) {
  const repeats = new Map(sides.map((side) => [side.name, repeatsFor(side, milliseconds)]))
  const times = new Map(sides.map((side) => [side.name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const count = repeats.get(side.name)
      const start = performance.now()
      for (let i = 0; i < count; i++) side.run()
      times.get(side.name).push((performance.now() - start) / count)
    }
  }
  return new Map(sides.map(({ name }) => [name, median(times.get(name))]))
}

/** How often a side runs in one round, found once it is warm. */
function repeatsFor({ run }, milliseconds) {
  const until = performance.now() + 2 * milliseconds
  let count = 0
  while (performance.now() < until || count < 3) {
    run()
    count++
  }
  const start = performance.now()
  for (let i = 0; i < 3; i++) run()
  return Math.max(1, Math.round(milliseconds / ((performance.now() - start) / 3)))
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
