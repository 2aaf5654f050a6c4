import { measureRow } from '../harness/measure-row.mjs'
import { median } from '../harness/statistics.mjs'
import { peakSpeed } from './index.mjs'

/**
 * The speed of the peak loop by itself; rows are compared with what it reaches in their own rounds.
 *
 * @param {import('../harness/side-process.mjs').SideProcess} yardstick
 * @returns {Promise<{ loop: string, speed: number }>} in GFLOP/s
 */
export async function measurePeak(yardstick) {
  const effort = { rounds: 15, milliseconds: 20, warmUp: 500, patience: 1000 }
  const [{ times }] = await measureRow(
    [{ side: yardstick, kind: 'peak', row: {}, compared: false }],
    { inputs: {} },
    effort,
  )
  return { loop: yardstick.details, speed: peakSpeed(median(times)) }
}
