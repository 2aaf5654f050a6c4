import { DTypeError, ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { copyOf } from '../tensor/copy.js'
import { makePersistent, shareStorage } from '../tensor/lifetime.js'
import { item } from '../tensor/read.js'
import { sameShape, show } from '../tensor/shape.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'

/** torch's layout of an optimizer's state. */
export interface OptimizerStateDict {
  state: Record<string, Record<string, Tensor | number | null>>
  param_groups: ({ params: number[] } & Record<string, unknown>)[]
}

type Group<Settings> = { params: Tensor[] } & Settings
type Groups = readonly Group<object>[]
type DictGroup = OptimizerStateDict['param_groups'][number]
type State = Map<Tensor, Record<string, Tensor | number>>

/** Numbers the parameters through all groups, as torch does, and spells settings with underscores. */
export function packState(groups: Groups, state: State): OptimizerStateDict {
  const dict: OptimizerStateDict = { state: {}, param_groups: [] }
  let next = 0
  for (const { params, ...settings } of groups) {
    const numbers = params.map((p) => {
      const own = state.get(p)
      if (own !== undefined) {
        dict.state[next] = Object.fromEntries(
          Object.entries(own).map(([key, value]) => [
            key,
            typeof value === 'number' ? value : shareStorage(value, value.shape, 'stateDict'),
          ]),
        )
      }
      return next++
    })
    const spelt = Object.entries(settings).map(([key, value]) => [
      snakeCase(key),
      Array.isArray(value) ? [...value] : value,
    ])
    dict.param_groups.push({ ...Object.fromEntries(spelt), params: numbers })
  }
  return dict
}

/** The way back; everything is checked before anything is changed, and tensors are copied. */
export function unpackState<Settings extends object>(
  op: string,
  dict: OptimizerStateDict,
  groups: readonly Group<Settings>[],
  state: State,
  required: readonly string[],
  check: (settings: Settings) => void,
): void {
  const isGroup = (group: unknown) => Array.isArray((group as { params?: unknown } | null)?.params)
  const isState = dict !== null && typeof dict === 'object' && dict.state !== null && typeof dict.state === 'object'
  if (!isState || !Array.isArray(dict.param_groups) || !dict.param_groups.every(isGroup)) {
    throw new TypeError(`${op}: expected { state, param_groups } with params in every group, got ${nameOf(dict)}`)
  }
  const sizes = (list: readonly { params: readonly unknown[] }[]) =>
    list.length === 0 ? 'no groups' : `groups of ${list.map((group) => group.params.length).join(', ')} parameters`
  if (sizes(dict.param_groups) !== sizes(groups)) {
    throw new ValueError(op, {
      expected: sizes(groups),
      got: sizes(dict.param_groups),
      remedy: 'Build the optimizer over the same parameters first',
    })
  }
  const params = groups.flatMap((group) => group.params)
  const numbers = dict.param_groups.flatMap((group) => group.params)
  const loaded = new Map<Tensor, Record<string, Tensor | number>>()
  for (const [i, p] of params.entries()) {
    const own = dict.state[numbers[i] as number]
    if (own !== undefined) loaded.set(p, readState(op, p, own, required))
  }
  const settings = groups.map((group, i) => readSettings(op, group, dict.param_groups[i] as DictGroup))
  for (const [i, group] of groups.entries()) check({ ...group, ...settings[i] })
  state.clear()
  for (const [p, own] of loaded) {
    for (const value of Object.values(own)) if (value instanceof Tensor) makePersistent(value)
    state.set(p, own)
  }
  for (const [i, group] of groups.entries()) Object.assign(group, settings[i])
}

/** What a group of the dict says about the settings that this group has. */
function readSettings<Settings extends object>(
  op: string,
  own: Group<Settings>,
  { params: _, ...given }: DictGroup,
): Record<string, unknown> {
  const known = own as Record<string, unknown>
  const read: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const spelt = camelCase(key)
    // Settings that only torch's own kernels know, such as `foreach`, have no meaning here.
    if (!Object.hasOwn(known, spelt) || spelt === 'params') continue
    if (typeof known[spelt] === 'boolean' && typeof value !== 'boolean') {
      throw new TypeError(`${op}: expected '${key}' as a boolean, got ${nameOf(value)}`)
    }
    read[spelt] = Array.isArray(value) ? [...value] : value
  }
  return read
}

function readState(
  op: string,
  p: Tensor,
  own: Record<string, Tensor | number | null>,
  required: readonly string[],
): Record<string, Tensor | number> {
  const missing = required.filter((key) => own[key] === undefined || own[key] === null)
  if (missing.length > 0) {
    throw new ValueError(op, {
      expected: `a state of ${required.join(', ')}`,
      got: `one without ${missing.join(', ')}`,
    })
  }
  const result: Record<string, Tensor | number> = {}
  for (const [key, value] of Object.entries(own)) {
    if (value === null) continue
    if (typeof value === 'number') {
      result[key] = value
      continue
    }
    if (!(value instanceof Tensor))
      throw new TypeError(`${op}: expected '${key}' as a tensor or number, got ${nameOf(value)}`)
    assertAlive(value, op)
    if (key === 'step') {
      result[key] = item(value)
      continue
    }
    if (value.dtype !== p.dtype)
      throw new DTypeError(op, { expected: `'${key}' of dtype ${p.dtype}`, got: value.dtype })
    if (!sameShape(value.shape, p.shape)) {
      throw new ShapeError(op, {
        expected: `'${key}' of its parameter's shape ${show(p.shape)}`,
        got: show(value.shape),
      })
    }
    result[key] = copyOf(value, op)
  }
  return result
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
