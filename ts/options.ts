/**
 * The one place where an options object is read: keys that nobody knows and values of the wrong JavaScript type are
 * refused, what is missing gets its default.
 *
 * @throws TypeError naming the operation, the key and the keys that exist
 */
export function withDefaults<Options extends object>(
  op: string,
  given: { [K in keyof Options]?: Options[K] | undefined } | undefined,
  defaults: Options,
): Options {
  if (given === undefined) return defaults
  if (given === null || typeof given !== 'object' || Object.getPrototypeOf(given) === Array.prototype) {
    throw noOptions(op, defaults, given)
  }
  const result = { ...defaults } as Record<string, unknown>
  for (const key of Object.keys(given)) {
    const value = (given as Record<string, unknown>)[key]
    if (!Object.hasOwn(defaults, key)) {
      // A tensor where options belong has fields of its own, which nobody meant as options.
      if (isInstance(given)) throw noOptions(op, defaults, given)
      throw new TypeError(
        `${op}: unknown option '${key}'. Known options: ${Object.keys(defaults).join(', ') || 'none'}`,
      )
    }
    if (value === undefined) continue
    const byDefault = result[key]
    if ((typeof byDefault === 'number' || typeof byDefault === 'boolean') && typeof value !== typeof byDefault) {
      throw new TypeError(`${op}: option '${key}' must be a ${typeof byDefault}, got ${nameOf(value)}`)
    }
    result[key] = value
  }
  return result as Options
}

/** Checks that a string option is one of its allowed values. @throws TypeError */
export function oneOf<Value extends string>(op: string, key: string, value: unknown, allowed: readonly Value[]): Value {
  if ((allowed as readonly unknown[]).includes(value)) return value as Value
  throw new TypeError(`${op}: option '${key}' must be one of ${allowed.map(quote).join(', ')}, got ${nameOf(value)}`)
}

/** A value as an error message shows it. */
export function nameOf(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value))
    return value.length <= 8 ? `[${value.map(nameOf).join(', ')}]` : `an array of ${value.length}`
  return isInstance(value) ? `a ${value.constructor.name}` : 'an object'
}

function isInstance(value: object): boolean {
  const { constructor } = value
  return typeof constructor === 'function' && constructor !== Object
}

function noOptions(op: string, defaults: object, given: unknown): TypeError {
  return new TypeError(`${op}: expected an options object ${listOf(defaults)}, got ${nameOf(given)}`)
}

function quote(text: string): string {
  return `'${text}'`
}

function listOf(defaults: object): string {
  const keys = Object.keys(defaults)
  return keys.length > 0 ? `{ ${keys.join(', ')} }` : '(it takes none)'
}
