import { noGrad } from 'grad128'
import { days, together } from './schedule.mjs'

/**
 * The states that a net carries over some days of one person: a row for each unit, a column for each day.
 *
 * @param {import('./model.mjs').StateNet} model
 * @param {Int32Array} done all days of a person
 * @param {number} from the first day to show
 * @param {number} count
 * @returns {{ matrix: number[][], labels: string[] }}
 */
export function statesOver(model, done, from, count) {
  const states = noGrad(() =>
    model
      .states(together([done]))
      .select(0, 0)
      .transpose(0, 1)
      .slice(1, from, from + count),
  )
  return { matrix: states.toArray(), labels: Array.from(done.subarray(from, from + count), (day) => days[day]) }
}
