import { table } from '../shared/table.mjs'
import { days, exercises, missedInARow } from './schedule.mjs'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * The first whole week in which two days in a row were missed, and then something was done.
 *
 * @param {readonly Int32Array[]} done by person
 * @returns {{ person: number, monday: number }} `monday`: the number of the week's first day
 * @throws {Error} when there is none
 */
export function tellingWeek(done) {
  for (const [person, row] of done.entries()) {
    const missed = missedInARow(row)
    for (let monday = 7; monday + 7 <= row.length; monday += 7) {
      const week = missed.subarray(monday, monday + 7)
      if (week.some((count, day) => count === 2 && day > 1 && week[day + 1] === 0)) return { person, monday }
    }
  }
  throw new Error('tellingWeek: nobody missed two days of a week. Make longer schedules, or more of them.')
}

/**
 * A week in a table: what was done, what is due on the day after, and what models said of that.
 *
 * @param {{ person: number, monday: number }} which
 * @param {import('./schedule.mjs').Schedules} schedules
 * @param {Record<string, readonly ArrayLike<number>[]>} predictions by the model's name
 */
export function weekTable({ person, monday }, { done, due }, predictions) {
  const rows = names.map((name, day) => {
    const t = monday + day
    const wanted = due[person][t]
    const said = Object.values(predictions).map((all) => {
      const answer = all[person][t]
      return `${exercises[answer]} ${answer === wanted ? '✓' : '✗'}`
    })
    return [name, days[done[person][t]], exercises[wanted], ...said]
  })
  return table(['', 'done', 'due tomorrow', ...Object.keys(predictions)], rows)
}
