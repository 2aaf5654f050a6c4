import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'

/** @throws TypeError when an argument is no number */
export function assertNumber(op: string, argument: string, value: unknown): asserts value is number {
  if (typeof value !== 'number') throw new TypeError(`${op}: expected ${argument} as a number, got ${nameOf(value)}`)
}

/** @throws TypeError when an argument is no number, ValueError when it is no whole one of at least `least` */
export function assertWhole(op: string, argument: string, value: unknown, least?: number): asserts value is number {
  assertNumber(op, argument, value)
  if (Number.isSafeInteger(value) && (least === undefined || value >= least)) return
  const bound = least === undefined ? '' : ` of at least ${least}`
  throw new ValueError(op, { expected: `${argument} to be a whole number${bound}`, got: String(value) })
}
