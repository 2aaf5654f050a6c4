import { Grad128Error } from 'grad128'
import { OptionError } from './options.mjs'

/**
 * What a function gives; where it fails by what a user can mend (an option, a file, no network), the program ends with
 * that message alone instead of a stack trace.
 *
 * @template T
 * @param {() => T | Promise<T>} make
 * @returns {Promise<T>}
 */
export async function orExit(make) {
  try {
    return await make()
  } catch (error) {
    const isFileError = error instanceof Error && 'syscall' in error
    if (!(error instanceof Grad128Error || error instanceof OptionError || isFileError)) throw error
    console.error(error.message)
    process.exit(error instanceof OptionError ? error.exitCode : 1)
  }
}
