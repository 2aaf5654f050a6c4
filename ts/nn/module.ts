import { detach } from '../autograd/backward.js'
import { ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { toElements } from '../tensor/conversion.js'
import { dropGradient, makePersistent } from '../tensor/lifetime.js'
import { data, overwrite } from '../tensor/read.js'
import { sameShape, show } from '../tensor/shape.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'
import { Parameter } from './parameter.js'

/** Names and tensors, in torch's order. */
export type StateDict = Record<string, Tensor>

export interface LoadResult {
  missingKeys: string[]
  unexpectedKeys: string[]
}

/**
 * Base of all layers and models. Parameters and modules that are assigned to fields are found by themselves; their
 * names are the attribute paths, as in torch.nn.Module.
 */
export abstract class Module {
  /** Whether layers such as Dropout behave as in training. See `train` and `eval`. */
  training = true
  readonly #buffers = new Set<string>()

  abstract forward(...inputs: never[]): unknown

  /** Every parameter with its path; one that is used twice appears once. */
  *namedParameters(): Generator<[string, Parameter]> {
    const seen = new Set<Parameter>()
    for (const [path, module] of this.namedModules()) {
      for (const [name, value] of Object.entries(module)) {
        if (!(value instanceof Parameter) || seen.has(value)) continue
        seen.add(value)
        yield [join(path, name), value]
      }
    }
  }

  /** Every parameter, for an optimizer. */
  parameters(): Parameter[] {
    return Array.from(this.namedParameters(), ([, parameter]) => parameter)
  }

  /** Every buffer with its path: state that is saved and not trained. */
  *namedBuffers(): Generator<[string, Tensor]> {
    for (const [path, module] of this.namedModules()) {
      for (const [name, value] of module.#ownBuffers()) yield [join(path, name), value]
    }
  }

  buffers(): Tensor[] {
    return Array.from(this.namedBuffers(), ([, buffer]) => buffer)
  }

  /** This module and all below it, with their paths; one that is used twice appears once. */
  *namedModules(): Generator<[string, Module]> {
    const waiting: [string, Module][] = [['', this]]
    const seen = new Set<Module>()
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [path, module] = next
      if (seen.has(module)) continue
      seen.add(module)
      yield next
      const below = module.namedChildren().map(([name, child]): [string, Module] => [join(path, name), child])
      waiting.push(...below.reverse())
    }
  }

  modules(): Module[] {
    return Array.from(this.namedModules(), ([, module]) => module)
  }

  /** The modules in this one's fields. */
  namedChildren(): [string, Module][] {
    return Object.entries(this).filter((entry): entry is [string, Module] => entry[1] instanceof Module)
  }

  children(): Module[] {
    return this.namedChildren().map(([, child]) => child)
  }

  /** Switches this module and all below it to training, or to evaluation. */
  train(mode = true): this {
    if (typeof mode !== 'boolean') throw new TypeError(`train: expected a boolean, got ${nameOf(mode)}`)
    for (const module of this.modules()) module.training = mode
    return this
  }

  /** The same as `train(false)`: dropout does nothing, running statistics stand still. */
  eval(): this {
    return this.train(false)
  }

  /** Drops all gradients. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) dropGradient(parameter)
  }

  /** Sets whether the parameters are trained. */
  requiresGrad(flag = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = flag
    return this
  }

  /** Calls `fn` with every module, those below first. */
  apply(fn: (module: Module) => void): this {
    for (const child of this.children()) child.apply(fn)
    fn(this)
    return this
  }

  /** Makes a tensor part of the state that is saved and loaded, without training it. */
  registerBuffer(name: string, buffer: Tensor): void {
    if (!(buffer instanceof Tensor)) throw new TypeError(`registerBuffer: expected a tensor, got ${nameOf(buffer)}`)
    if (name === '' || name.includes('.') || (name in this && !this.#buffers.has(name))) {
      throw new ValueError('registerBuffer', { expected: 'a free name without dots', got: nameOf(name) })
    }
    makePersistent(buffer)
    this.#buffers.add(name)
    Object.assign(this, { [name]: buffer })
  }

  /** Detached parameters and buffers under their paths, in torch's order. They share the module's memory. */
  stateDict(): StateDict {
    const dict: StateDict = Object.create(null)
    for (const [path, t] of this.#namedState('')) dict[path] = detach(t)
    return dict
  }

  /**
   * Overwrites parameters and buffers with those of the same name. Nothing is changed unless everything fits.
   *
   * @throws ValueError when strict (the default) and names are missing or unexpected
   * @throws ShapeError when a shape differs
   */
  loadStateDict(
    dict: Record<string, Tensor> | ReadonlyMap<string, Tensor>,
    options?: { strict?: boolean | undefined },
  ): LoadResult {
    const op = 'loadStateDict'
    const { strict } = withDefaults(op, options, { strict: true })
    if (dict === null || typeof dict !== 'object') throw new TypeError(`${op}: expected an object, got ${nameOf(dict)}`)
    const given = dict instanceof Map ? dict : new Map(Object.entries(dict))
    const own = new Map(this.#namedState(''))
    const missingKeys = [...own.keys()].filter((key) => !given.has(key))
    const unexpectedKeys = [...given.keys()].filter((key) => !own.has(key))
    if (strict && missingKeys.length + unexpectedKeys.length > 0) {
      throw new ValueError(op, {
        expected: 'exactly the keys of stateDict()',
        got: `missing: ${missingKeys.join(', ') || 'none'}; unexpected: ${unexpectedKeys.join(', ') || 'none'}`,
        remedy: 'Pass { strict: false } to load what matches',
      })
    }
    for (const [key, t] of own) checkEntry(op, key, t, given.get(key))
    // Another element type is converted, and refused if that fails, before anything is written.
    const sources = [...own].flatMap(([key, t]) => {
      const source = given.get(key)
      if (source === undefined) return []
      return [[t, source.dtype === t.dtype ? source : toElements(op, data(source), t.dtype)] as const]
    })
    for (const [t, source] of sources) overwrite(t, source, op)
    return { missingKeys, unexpectedKeys }
  }

  /** What stands between the parentheses of `toString`: the layer's settings. */
  protected describe(): string {
    return ''
  }

  /** The modules as an indented list, as torch prints them. */
  toString(): string {
    const children = this.namedChildren()
    const name = this.constructor.name
    if (children.length === 0) return `${name}(${this.describe()})`
    const lines = children.map(([key, child]) => `  (${key}): ${child.toString().replaceAll('\n', '\n  ')}`)
    return `${name}(\n${lines.join('\n')}\n)`
  }

  #ownBuffers(): [string, Tensor][] {
    return Object.entries(this).filter(([name, value]) => this.#buffers.has(name) && value instanceof Tensor)
  }

  *#namedState(path: string): Generator<[string, Tensor]> {
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Parameter) yield [join(path, name), value]
    }
    for (const [name, value] of this.#ownBuffers()) yield [join(path, name), value]
    for (const [name, child] of this.namedChildren()) yield* child.#namedState(join(path, name))
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function checkEntry(op: string, key: string, own: Tensor, given: unknown): void {
  if (given === undefined) return
  if (!(given instanceof Tensor)) throw new TypeError(`${op}: expected '${key}' to be a tensor, got ${nameOf(given)}`)
  assertAlive(given, op)
  if (sameShape(own.shape, given.shape)) return
  throw new ShapeError(op, { expected: `'${key}' of shape ${show(own.shape)}`, got: show(given.shape) })
}
