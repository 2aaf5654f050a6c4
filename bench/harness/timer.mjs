/**
 * @typedef {() => void | Promise<void>} Run one unit of work; a promise is waited for
 * @typedef {{ milliseconds: number, share: number }} Round of one unit of work, and the share of a core that the process
 *   got: well below 1 on a busy machine, where times are too long
 */

/** A side is warm when it has run this often, and as long as it was told to. */
const leastRuns = 3

/**
 * Runs until all is compiled, and finds how often to run in a round. Only the shortest time counts: uncompiled, a backward
 * pass takes some thirty times as long, and a count found then would keep the side from ever getting warm.
 *
 * @param {Run} run
 * @param {{ warmUp: number, milliseconds: number, patience: number }} options how long to warm up, how long a round shall
 *   take, and after how long even a side that is not warm yet has had its time
 * @returns {Promise<number>} runs a round, at least 1
 */
export async function runsARound(run, { warmUp, milliseconds, patience }) {
  const begin = performance.now()
  let shortest = Number.POSITIVE_INFINITY
  let done = 0
  let count = 1
  let elapsed = 0
  do {
    shortest = Math.min(shortest, (await timeRound(run, count)).milliseconds)
    done += count
    // In batches, because the clock would be most of what a short run takes.
    count = Math.max(1, Math.round(milliseconds / 8 / shortest))
    elapsed = performance.now() - begin
  } while ((done < leastRuns && elapsed < patience) || elapsed < warmUp)
  return Math.max(1, Math.round(milliseconds / shortest))
}

/** @param {Run} run @param {number} count @returns {Promise<Round>} */
export async function timeRound(run, count) {
  const used = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const pending = run()
    if (pending !== undefined) await pending
  }
  const elapsed = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  return { milliseconds: elapsed / count, share: Math.min(1, (user + system) / 1000 / elapsed) }
}
