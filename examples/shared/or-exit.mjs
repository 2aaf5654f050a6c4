import { Grad128Error } from 'grad128'
import { UsageError } from './read-options.mjs'

/**
 * What a function gives; where it fails by what a user can mend (an option, a file, no network), the program ends with
 * that message alone instead of a stack trace, and code 2 for an option, 1 for the rest.
 *
 * @template T
 * @param {() => T | Promise<T>} make
 * @returns {Promise<T>}
 */
export async function orExit(make) {
  try {
    return await make()
  } catch (error) {
    const isUsage = error instanceof UsageError
    const isFileError = error instanceof Error && 'syscall' in error
    if (!(error instanceof Grad128Error || isUsage || isFileError)) throw error
    console.error(error.message)
    process.exit(isUsage ? 2 : 1)
  }
}
