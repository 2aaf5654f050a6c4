import { rand, tensor } from 'grad128'

/** What one may have done on a day; the number of each is its place. */
export const days = ['none', 'shoulder', 'biceps', 'cardio']

/** The exercises, in their order: what is due tomorrow is one of these. */
export const exercises = days.slice(1)

/**
 * @typedef {object} Schedules of some people
 * @property {Int32Array[]} done by person: each day's number in `days`
 * @property {Int32Array[]} due by person: which of `exercises` is due on the day after
 */

/**
 * People who begin with the first exercise and go on in rotation. A day is missed at random; the rotation then goes on
 * where it stopped, so that what is due tomorrow depends on the last day on which something was done, however long ago.
 *
 * @param {{ people: number, length: number, missed: number }} options `length` in days; `missed`: the chance of each day
 * @returns {Schedules}
 */
export function makeSchedules({ people, length, missed }) {
  const chances = rand([people, length]).toArray()
  const schedules = chances.map((row) => {
    let next = 0
    const done = Int32Array.from(row, (chance) => {
      if (chance < missed) return 0
      const exercise = next
      next = (next + 1) % exercises.length
      return exercise + 1
    })
    return { done, due: dueAfter(done) }
  })
  return { done: schedules.map(({ done }) => done), due: schedules.map(({ due }) => due) }
}

/** What is due after each day. @param {Int32Array} done @returns {Int32Array} */
export function dueAfter(done) {
  let last = 0
  return done.map((day) => {
    if (day !== 0) last = day
    return last % exercises.length
  })
}

/** How many days in a row were missed up to each day, itself included. @param {Int32Array} done @returns {Int32Array} */
export function missedInARow(done) {
  let count = 0
  return done.map((day) => {
    count = day === 0 ? count + 1 : 0
    return count
  })
}

/** Rows of equal length as a tensor [people, days]. @param {readonly Int32Array[]} rows */
export function together(rows) {
  return tensor(
    rows.map((row) => [...row]),
    { dtype: 'int32' },
  )
}
