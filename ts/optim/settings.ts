import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'

/** @throws ValueError unless the setting is a finite number of at least 0 */
export function notNegative(op: string, settings: object, ...keys: string[]): void {
  for (const key of keys) {
    const value = (settings as Record<string, unknown>)[key]
    if (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY) continue
    throw new ValueError(op, { expected: `${key} to be a finite number of at least 0`, got: nameOf(value) })
  }
}

/** @throws ValueError unless both decay rates are in [0, 1) */
export function decayRates(op: string, betas: unknown): void {
  const valid =
    Array.isArray(betas) && betas.length === 2 && betas.every((b) => typeof b === 'number' && b >= 0 && b < 1)
  if (!valid) throw new ValueError(op, { expected: 'betas to be two numbers in [0, 1)', got: nameOf(betas) })
}
