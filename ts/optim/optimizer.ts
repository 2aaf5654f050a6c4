import { GraphError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { writeWords } from '../runtime/linear-memory.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation, persist } from '../runtime/residency.js'
import { scratch } from '../runtime/scratch.js'
import { fill } from '../tensor/fill.js'
import { dropGradient, makePersistent, writable } from '../tensor/lifetime.js'
import { assertAlive, pointer, Tensor } from '../tensor/tensor.js'
import { type OptimizerStateDict, packState, unpackState } from './state-dict.js'

/** Parameters that share their settings. */
export type ParameterGroup<Settings> = { params: Tensor[] } & Settings

/** What an optimizer takes: parameters, or groups of them with settings of their own. */
export type ParametersOrGroups<Settings> =
  | Iterable<Tensor>
  | Iterable<{ params: Tensor | Iterable<Tensor> } & { [K in keyof Settings]?: Settings[K] | undefined }>

/** What an optimizer remembers of one parameter, by torch's names; tensors and the count of steps. */
export type ParameterState = Record<string, Tensor | number>

/** Refuses settings out of their range, in the name of the function that they were passed to. */
export type SettingsCheck<Settings> = (settings: Settings, op: string) => void

/** Base of all optimizers: groups, gradients, state. A subclass says what one step of a group is. */
export abstract class Optimizer<Settings extends object> {
  /** Readable and writable, as for a learning rate: `optimizer.paramGroups[0].lr = 0.01`. */
  readonly paramGroups: ParameterGroup<Settings>[]
  /** @internal */
  readonly state = new Map<Tensor, ParameterState>()
  readonly #name: string
  readonly #op: string
  readonly #check: SettingsCheck<Settings>

  protected constructor(
    name: string,
    params: ParametersOrGroups<Settings>,
    settings: Settings,
    check: SettingsCheck<Settings>,
  ) {
    this.#name = name
    this.#op = `${name}.step`
    this.#check = check
    check(settings, name)
    this.paramGroups = readGroups(name, params, settings)
    for (const group of this.paramGroups) check(group, name)
  }

  /** Changes every parameter that has a gradient. A closure, if given, recomputes the loss first, which is returned. */
  step(closure?: () => Tensor): Tensor | undefined {
    if (closure !== undefined && typeof closure !== 'function') {
      throw new TypeError(`${this.#name}.step: expected a function that recomputes the loss, got ${nameOf(closure)}`)
    }
    const loss = closure?.()
    for (const group of this.paramGroups) {
      // Written by schedulers and by hand, it is the one setting that may have changed since the check.
      const { lr } = group as { lr?: unknown }
      if ('lr' in group && !Number.isFinite(lr)) {
        throw new ValueError(`${this.#name}.step`, { expected: 'lr to be a finite number', got: nameOf(lr) })
      }
      const trained = group.params.filter((p) => p.gradient !== null)
      if (trained.length > 0) this.stepGroup(group, trained)
    }
    return loss
  }

  /** Drops all gradients, so that the next backward pass starts from none. */
  zeroGrad(): void {
    for (const group of this.paramGroups) for (const p of group.params) dropGradient(p)
  }

  /** State and settings in torch's layout: numbers of parameters as keys, torch's names within. */
  stateDict(): OptimizerStateDict {
    return packState(this.paramGroups, this.state)
  }

  /** Takes over what `stateDict` gave, of this library or of torch. @throws ValueError when groups or settings do not fit */
  loadStateDict(dict: OptimizerStateDict): void {
    const op = `${this.#name}.loadStateDict`
    const check = (settings: Settings) => this.#check(settings, op)
    unpackState(op, dict, this.paramGroups, this.state, this.stateKeys, check)
  }

  /** What a parameter's state must hold, by torch's names. */
  protected abstract readonly stateKeys: readonly string[]

  /** One step of those parameters of a group that have gradients. */
  protected abstract stepGroup(group: ParameterGroup<Settings>, params: readonly Tensor[]): void

  /** What is remembered of a parameter, begun with `start` when there is nothing. */
  protected stateOf(p: Tensor, start: () => ParameterState): ParameterState {
    let state = this.state.get(p)
    if (state === undefined) {
      state = start()
      this.state.set(p, state)
    }
    return state
  }

  /** Zeros in the shape of a parameter, which no scope releases. */
  protected zerosLike(p: Tensor): Tensor {
    const t = fill(p.shape, 0, realDType, this.#name)
    makePersistent(t)
    return t
  }

  /**
   * The table of one kernel call over several parameters: for each its size, its address, its gradient's, and what
   * `rest` adds of its state.
   */
  protected table(params: readonly Tensor[], rest: (p: Tensor, words: number[]) => void): number {
    beginOperation()
    const words: number[] = []
    for (const p of params) {
      words.push(p.size, writable(p, this.#op), pointer(p.gradient as Tensor, this.#op))
      rest(p, words)
    }
    const address = scratch(words.length * 4)
    writeWords(address, words)
    return address
  }

  /** The address of a state tensor that the kernel changes; 0 for none. */
  protected update(t: Tensor | number | undefined): number {
    return t instanceof Tensor ? writable(t, this.#op) : 0
  }
}

function readGroups<Settings extends object>(
  op: string,
  params: ParametersOrGroups<Settings>,
  settings: Settings,
): ParameterGroup<Settings>[] {
  if (params === null || typeof params !== 'object' || !(Symbol.iterator in params)) {
    throw new TypeError(`${op}: expected parameters, or groups { params, … }, got ${nameOf(params)}`)
  }
  const list = [...(params as Iterable<Tensor | { params: Tensor | Iterable<Tensor> }>)]
  if (list.length === 0) {
    const remedy = 'Pass model.parameters(); a model without parameters has nothing to train'
    throw new ValueError(op, { expected: 'at least one parameter', got: 'none', remedy })
  }
  const seen = new Set<Tensor>()
  const parameters = (items: Iterable<unknown>): Tensor[] =>
    Array.from(items, (p) => {
      if (!(p instanceof Tensor)) throw new TypeError(`${op}: expected parameters as tensors, got ${nameOf(p)}`)
      assertAlive(p, op)
      if (p.producer !== null) {
        throw new GraphError(op, { expected: 'leaf tensors to train', got: `a result of ${p.origin}` })
      }
      if (seen.has(p)) throw new ValueError(op, { expected: 'each parameter once', got: 'one that appears twice' })
      seen.add(p)
      persist(p.storage)
      return p
    })
  if (list.every((entry) => entry instanceof Tensor)) return [{ params: parameters(list), ...settings }]
  return list.map((entry) => {
    if (entry instanceof Tensor || entry === null || typeof entry !== 'object' || !('params' in entry)) {
      throw new TypeError(`${op}: expected all groups to be objects { params, … }, got ${nameOf(entry)}`)
    }
    const { params: own, ...overrides } = entry
    if (own === null || typeof own !== 'object' || !(own instanceof Tensor || Symbol.iterator in own)) {
      throw new TypeError(`${op}: expected a group's params as tensors, got ${nameOf(own)}`)
    }
    for (const key of Object.keys(overrides)) {
      if (Object.hasOwn(settings, key)) continue
      const known = Object.keys(settings).join(', ')
      throw new TypeError(`${op}: unknown option '${key}' in a parameter group. Known options: ${known}`)
    }
    return { params: parameters(own instanceof Tensor ? [own] : own), ...settings, ...overrides }
  })
}
