import { differenceOf, differenceOfFalling } from './compare-results.mjs'

/**
 * @typedef {Pick<import('./side-process.mjs').SideProcess, 'name' | 'ask'>} Asked
 * @typedef {{ side: Asked, kind: string, row: object, compared?: boolean }} Lane one side's part in a row; what is not
 *   `compared` is a yardstick, which computes something else
 * @typedef {{ rounds: number, milliseconds: number, warmUp: number, patience: number }} Effort rounds, how long one takes,
 *   how long a side warms up, and after how many milliseconds a slow side takes no further part
 * @typedef {{ times: number[], shares: number[], differs?: string }} Times by round: milliseconds of one unit of work, and
 *   the share of a core that the side got
 * @typedef {Times | { cannot: string } | { wrong: string }} Outcome
 */

/** Even a slow side takes part in so many rounds, unless each by itself is too much for one's patience. */
const leastRounds = 3

/**
 * Measures one row: every side says whether it can, shows that it computes the right thing, and warms up; then all take
 * turns, so that whatever else the machine does meets them alike.
 *
 * @param {readonly Lane[]} lanes
 * @param {{ inputs: import('./side.mjs').Inputs, expected?: ArrayLike<number> }} work what is computed; without `expected`
 *   the first side that can tells what is right
 * @param {Effort} effort
 * @returns {Promise<Outcome[]>} in the order of the lanes
 */
export async function measureRow(lanes, { inputs, expected }, effort) {
  const outcomes = await prepare(lanes, inputs, expected)
  const timed = lanes.flatMap(({ side }, i) => {
    const outcome = outcomes[i]
    return 'times' in outcome ? [{ side, outcome, spent: 0 }] : []
  })
  const { warmUp, milliseconds, patience } = effort
  for (const { side } of timed) await side.ask('warmUp', { warmUp, milliseconds, patience })
  for (let round = 0; round < effort.rounds; round++) {
    for (const lane of timed) {
      if (lane.spent > patience && (round >= leastRounds || lane.spent > round * patience)) continue
      const start = performance.now()
      const { milliseconds, share } = await lane.side.ask('round')
      lane.spent += performance.now() - start
      lane.outcome.times.push(milliseconds)
      lane.outcome.shares.push(share)
    }
  }
  return outcomes
}

/**
 * @param {readonly Lane[]} lanes
 * @param {import('./side.mjs').Inputs} inputs
 * @param {ArrayLike<number> | undefined} expected
 * @returns {Promise<Outcome[]>}
 */
async function prepare(lanes, inputs, expected) {
  /** @type {Outcome[]} */
  const outcomes = []
  let right = expected
  for (const { side, kind, row, compared = true } of lanes) {
    const { cannot, result, differs } = await side.ask('prepare', { kind, row, inputs })
    if (cannot !== undefined) {
      outcomes.push({ cannot })
      continue
    }
    let wrong
    if (differs !== undefined) wrong = differenceOfFalling(result)
    else if (compared) {
      right ??= result
      wrong = differenceOf(result, right)
    }
    outcomes.push(wrong === undefined ? { times: [], shares: [], ...(differs && { differs }) } : { wrong })
  }
  return outcomes
}
