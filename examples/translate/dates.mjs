const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
/** Two digits of a year mean one of these hundred years. */
const [firstYear, years] = [1950, 100]

/** @typedef {{ year: number, month: number, day: number, weekday: number }} Day month from 1 on, weekday 0 for Sunday */

/**
 * The ways in which a day is written. With points the day comes first, with slashes the month, unless the year leads.
 *
 * @type {readonly ((day: Day) => string)[]}
 */
export const spellings = [
  ({ year, month, day }) => `${months[month - 1]} ${ordinal(day)}, ${year}`,
  ({ year, month, day }) => `${months[month - 1]} ${day}, ${year}`,
  ({ year, month, day }) => `${short(months[month - 1])} ${day} ${year}`,
  ({ year, month, day }) => `${day} ${months[month - 1]} ${year}`,
  ({ year, month, day }) => `the ${ordinal(day)} of ${months[month - 1]} ${year}`,
  ({ year, month, day }) => `${ordinal(day)} of ${short(months[month - 1])}, ${year}`,
  ({ year, month, day, weekday }) => `${weekdays[weekday]}, ${months[month - 1]} ${day}, ${year}`,
  ({ year, month, day, weekday }) => `${short(weekdays[weekday])} ${day} ${short(months[month - 1])} ${year}`,
  ({ year, month, day }) => `${day}-${short(months[month - 1])}-${two(year % 100)}`,
  ({ year, month, day }) => `${day}.${month}.${two(year % 100)}`,
  ({ year, month, day }) => `${two(day)}.${two(month)}.${year}`,
  ({ year, month, day }) => `${month}/${day}/${two(year % 100)}`,
  ({ year, month, day }) => `${month}/${day}/${year}`,
  ({ year, month, day }) => `${year}/${two(month)}/${two(day)}`,
]

/** How often each way of writing letters is met: as it is, small, capitals. */
const cases = [(text) => text, (text) => text, (text) => text.toLowerCase(), (text) => text.toUpperCase()]

/** A day in some spelling, and in ISO form. @param {() => number} random @returns {[source: string, target: string]} */
export function datePair(random) {
  const below = (n) => Math.floor(random() * n)
  const begin = Date.UTC(firstYear, 0, 1)
  const date = new Date(begin + below(years * 365) * 86_400_000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const text = spellings[below(spellings.length)]({ year, month, day, weekday: date.getUTCDay() })
  return [cases[below(cases.length)](text), `${year}-${two(month)}-${two(day)}`]
}

/** 1st, 2nd, 3rd, 4th, … 11th, … 21st. @param {number} n */
export function ordinal(n) {
  const isTeen = n % 100 >= 11 && n % 100 <= 13
  return `${n}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}

/** @param {string} name */
const short = (name) => name.slice(0, 3)
/** @param {number} n */
const two = (n) => String(n).padStart(2, '0')
