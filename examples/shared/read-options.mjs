import { parseArgs } from 'node:util'

/**
 * @typedef {object} Option
 * @property {string | number} value what holds when it is not given; a number makes the option one
 * @property {string} help what it does, on one line
 * @property {number} [least] of a number
 * @property {boolean} [whole] whether a number must be whole
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
 * @returns {{ help: boolean, values: { [Name in keyof Options]: Options[Name]['value'] extends number ? number : string } }}
 * @throws {UsageError}
 */
export function parseOptions(args, options) {
  const known = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' }]))
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
    ([name, { help, value }]) =>
      `  --${name.padEnd(width)}  ${help}${value === '' ? '' : ` (${JSON.stringify(value)})`}`,
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

/** @param {string} name @param {Option} option @param {unknown} text */
function valueOf(name, { value, least = Number.NEGATIVE_INFINITY, whole = false, check }, text) {
  if (text === undefined) return value
  if (typeof value === 'string') {
    check?.(text)
    return text
  }
  const number = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number) && number >= least && (!whole || Number.isInteger(number))) return number
  const kind = whole ? 'a whole number' : 'a number'
  throw new UsageError(
    `--${name} must be ${kind}${Number.isFinite(least) ? ` of at least ${least}` : ''}, but is '${text}'.`,
  )
}
