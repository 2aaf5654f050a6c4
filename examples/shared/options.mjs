import { parseArgs } from 'node:util'

/**
 * @typedef {object} Option
 * @property {'string' | 'boolean' | 'number'} type
 * @property {string} help what it does, in a few words
 * @property {string | boolean | number} [default]
 * @property {readonly string[]} [among] the texts that are allowed
 * @property {number} [least] the smallest whole number that is allowed
 */

/** Options that make no sense. Its message is for whoever typed them. */
export class OptionError extends Error {
  exitCode = 2
}

/**
 * The options that a program was started with, `--name value` each.
 *
 * @template {Record<string, Option>} Known
 * @param {Known} known
 * @param {string[]} [given]
 * @returns {Record<keyof Known, any>}
 * @throws {OptionError} naming what is wrong and what there is
 */
export function readOptions(known, given = process.argv.slice(2)) {
  const values = parse(known, given)
  for (const [name, { type, among, least = 1, default: usual }] of Object.entries(known)) {
    values[name] ??= usual
    const value = values[name]
    if (value === undefined) continue
    if (among !== undefined && !among.includes(value)) {
      throw new OptionError(`--${name} must be one of ${among.join(', ')}, but is '${value}'.`)
    }
    if (type !== 'number') continue
    const number = Number(value)
    if (value === '' || !Number.isSafeInteger(number) || number < least) {
      throw new OptionError(`--${name} must be a whole number of at least ${least}, but is '${value}'.`)
    }
    values[name] = number
  }
  return /** @type {Record<keyof Known, any>} */ (values)
}

/** @param {Record<string, Option>} known @param {string[]} given @returns {Record<string, any>} */
function parse(known, given) {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { type }]) => [
      name,
      { type: /** @type {'string' | 'boolean'} */ (type === 'boolean' ? type : 'string') },
    ]),
  )
  try {
    return { ...parseArgs({ args: given, options }).values }
  } catch (error) {
    throw new OptionError(`${/** @type {Error} */ (error).message}\n\nThe options are:\n${list(known)}`)
  }
}

/** @param {Record<string, Option>} known */
function list(known) {
  return Object.entries(known)
    .map(([name, { type, help, default: usual }]) => {
      const value = type === 'boolean' ? '' : type === 'number' ? ' N' : ' TEXT'
      return `  ${`--${name}${value}`.padEnd(16)} ${help}${usual === undefined || type === 'boolean' ? '' : ` (${usual})`}`
    })
    .join('\n')
}
