import { parseArgs } from 'node:util'

/**
 * @typedef {object} Option
 * @property {string | number | boolean | undefined} value what holds when it is not given; a number makes the option one,
 *   false one that is only named
 * @property {string} help what it does, on one line
 * @property {number} [least] of a number
 * @property {number} [most] of a number
 * @property {boolean} [whole] whether it must be a whole number
 * @property {readonly string[]} [among] the texts that are allowed
 * @property {(text: string) => void} [check] of a text; throws a UsageError
 */

/** Thrown for options that make no sense; its message is for whoever typed them. */
export class UsageError extends Error {}

/**
 * Reads options as `--steps 100`. Numbers are checked; `help` is true when only an explanation is wanted.
 *
 * @template {Record<string, Option>} Options
 * @param {readonly string[]} args
 * @param {Options} options
 * @returns {{ help: boolean, values: { [Name in keyof Options]: any } }}
 * @throws {UsageError}
 */
export function parseOptions(args, options) {
  const type = ({ value }) => (value === false ? 'boolean' : 'string')
  const known = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, { type: type(option) }]))
  const given = parsed(args, /** @type {any} */ ({ ...known, help: { type: 'boolean', short: 'h' } }))
  const values = Object.entries(options).map(([name, option]) => [name, valueOf(name, option, given[name])])
  return { help: given.help === true, values: /** @type {any} */ (Object.fromEntries(values)) }
}

/**
 * The options of this program. With `--help` it explains itself and ends; what makes no sense ends it with code 2.
 *
 * @template {Record<string, Option>} Options
 * @param {string} about what the program does, on one line
 * @param {Options} options
 */
export function readOptions(about, options) {
  try {
    const { help, values } = parseOptions(process.argv.slice(2), options)
    if (!help) return values
    console.log(usage(about, options))
    process.exit(0)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${usage(about, options)}`)
    process.exit(2)
  }
}

/** @param {string} about @param {Record<string, Option>} options */
function usage(about, options) {
  const width = Math.max(...Object.keys(options).map((name) => name.length))
  const lines = Object.entries(options).map(
    ([name, { help, value }]) => `  --${name.padEnd(width)}  ${help}${value ? ` (${JSON.stringify(value)})` : ''}`,
  )
  return [about, '', ...lines].join('\n')
}

/** @param {readonly string[]} args @param {import('node:util').ParseArgsOptionsConfig} options */
function parsed(args, options) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new UsageError(/** @type {Error} */ (error).message)
  }
}

/** @param {string} name @param {Option} option @param {any} text */
function valueOf(name, { value, least = -Infinity, most = Infinity, whole = false, among, check }, text) {
  if (text === undefined) return value
  if (typeof value !== 'number' && !whole) {
    if (among !== undefined && !among.includes(text)) {
      throw new UsageError(`--${name} must be one of ${among.join(', ')}, but is '${text}'.`)
    }
    check?.(text)
    return text
  }
  const number = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number) && number >= least && number <= most && (!whole || Number.isInteger(number)))
    return number
  const limits = [
    ...(Number.isFinite(least) ? [` of at least ${least}`] : []),
    ...(Number.isFinite(most) ? [` of at most ${most}`] : []),
  ]
  throw new UsageError(`--${name} must be a ${whole ? 'whole ' : ''}number${limits.join(' and')}, but is '${text}'.`)
}
