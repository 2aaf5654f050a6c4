import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { closeCollection, openCollection } from './collection.js'
import type { Graph } from './graph.js'
import { kindOf } from './kind-of.js'
import { makePersistent, releaseTensor } from './lifetime.js'
import { assertAlive, Tensor } from './tensor.js'

/**
 * Runs `fn` and releases every tensor that was made inside, except those in its result (a tensor, or arrays, maps and
 * plain objects of tensors, however deep), those that were `keep`t, and what a returned tensor needs for `backward`.
 * Parameters, buffers, gradients and optimizer state are never released. When `fn` throws, all is released.
 *
 * @throws ValueError when `fn` is asynchronous: a scope ends when its function returns
 */
export function scope<Result>(fn: () => Result): Result {
  return scoped('scope', fn)
}

export function scoped<Result>(op: string, fn: () => Result): Result {
  if (typeof fn !== 'function') throw new TypeError(`${op}: expected a function, got ${nameOf(fn)}`)
  const mark = openCollection()
  let result: Result | undefined
  try {
    result = fn()
    if (isPromise(result)) {
      result.then(undefined, () => undefined) // its outcome is reported by the error below
      throw new ValueError(op, {
        expected: 'a function that returns when its work is done',
        got: 'one that returns a Promise',
        remedy: `Await inside an async function and wrap the synchronous parts in ${op}`,
      })
    }
    return result
  } finally {
    closeCollection(mark, outlivesScope, survivorsOf(result))
  }
}

/** Who is spared when a scope ends. */
interface Survivors {
  /** In the result, or needed by a derivative that is. */
  tensors: ReadonlySet<Tensor>
  /** Of the tensors in the result; they release their own. */
  graphs: ReadonlySet<Graph>
}

function survivorsOf(result: unknown): Survivors | null {
  if (result === null || typeof result !== 'object') return null
  const tensors = new Set<Tensor>()
  gather(result, tensors, new Set())
  const graphs = new Set<Graph>()
  for (const t of tensors) if (t.producer !== null) graphs.add(t.producer.graph.root())
  for (const graph of graphs) for (const t of graph.borrowed) tensors.add(t)
  return { tensors, graphs }
}

function outlivesScope(t: Tensor, survivors: Survivors | null): boolean {
  if (survivors?.tensors.has(t)) return true
  const owned = t.producer !== null && survivors?.graphs.has(t.producer.graph.root())
  if (!t.kept && !owned) releaseTensor(t, 'scope')
  // The scope around this one may end with nothing of that graph in its result.
  return !!owned
}

/**
 * Exempts a tensor from every automatic release: scopes and the end of a training step pass it by. It then lives until
 * `dispose()`, or until the garbage collector finds that nothing refers to it. Returns the tensor.
 */
export function keep<T extends Tensor>(t: T): T {
  if (!(t instanceof Tensor)) throw new TypeError(`keep: expected a tensor, got ${kindOf(t)}`)
  assertAlive(t, 'keep')
  makePersistent(t)
  return t
}

function gather(value: unknown, tensors: Set<Tensor>, seen: Set<object>): void {
  if (value === null || typeof value !== 'object' || seen.has(value)) return
  if (value instanceof Tensor) {
    tensors.add(value)
    return
  }
  seen.add(value)
  if (Array.isArray(value) || value instanceof Set) {
    for (const item of value) gather(item, tensors, seen)
  } else if (value instanceof Map) {
    for (const item of value.values()) gather(item, tensors, seen)
  } else if (!ArrayBuffer.isView(value)) {
    for (const item of Object.values(value)) gather(item, tensors, seen)
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function'
}
