/**
 * @typedef {{ name: string, run: () => void }} Side something to time: `run` does one unit of work
 * @typedef {{ times: Map<string, number>, share: number }} Measured median milliseconds of one unit of work by side, and
 *   the share of a core that the process got: well below 1 on a busy machine, where times are too long but ratios hold
 */

/**
 * Times several sides in turns, so that what else the machine does meets all of them alike.
 *
 * @param {readonly Side[]} sides
 * @param {{ rounds?: number, milliseconds?: number }} [options] rounds, and how long a side works in each
 * @returns {Measured}
 */
export function inTurns(sides, { rounds = 15, milliseconds = 40 } = {}) {
  const lanes = sides.map((side) => ({ ...side, count: repeatsFor(side, milliseconds), times: [] }))
  const begin = performance.now()
  const used = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    for (const { run, count, times } of lanes) {
      const start = performance.now()
      for (let i = 0; i < count; i++) run()
      times.push((performance.now() - start) / count)
    }
  }
  const { user, system } = process.cpuUsage(used)
  const share = Math.min(1, (user + system) / 1000 / (performance.now() - begin))
  return { times: new Map(lanes.map(({ name, times }) => [name, median(times)])), share }
}

/**
 * How often a side runs in one round. It is warmed up first, long enough for V8 to compile all that it uses: uncompiled,
 * a backward pass takes some thirty times as long, and a count found then would keep it from ever getting warm.
 *
 * @param {Side} side
 * @param {number} milliseconds
 */
function repeatsFor({ run }, milliseconds) {
  const warmUp = 15 * milliseconds
  const start = performance.now()
  let last = start
  let shortest = Number.POSITIVE_INFINITY
  for (let count = 0; last - start < warmUp || count < 5; count++) {
    run()
    const now = performance.now()
    shortest = Math.min(shortest, now - last)
    last = now
  }
  return Math.max(1, Math.round(milliseconds / shortest))
}

/** The upper one of two middle values. @param {readonly number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
