import { readReal } from '../runtime/linear-memory.js'
import { RealArray, realDType } from '../runtime/precision.js'
import { enlist, freeBlock, moveOut, moveOutYoung, persist, recorded, young } from '../runtime/residency.js'
import type { Storage } from '../runtime/storage.js'
import type { DType } from './dtype.js'
import { anyConsumed, type Graph, takeConsumed } from './graph.js'
import type { Shape } from './shape.js'
import { type Release, Tensor } from './tensor.js'
import { TransposedView } from './transposed-view.js'

/** Blocks below this size leave by eviction; a finalizer would cost more than they do. */
const FINALIZED_BYTES = 1024

/** In asynchronous code the garbage collector's word frees a block early; nothing depends on it. */
const collected = new FinalizationRegistry<Storage>((storage) => {
  storage.handles = 0
  freeBlock(storage)
})

/** Tensors made inside a scope, innermost last; null outside of any. */
let currentScope: Tensor[] | null = null

/** A tensor of a storage that nobody refers to yet. */
export function makeTensor(storage: Storage, shape: Shape, size: number, dtype: DType, origin: string): Tensor {
  let lease: object | null = null
  // What JavaScript holds as well leaves linear memory by the cache's rule.
  if (storage.bytes >= FINALIZED_BYTES && storage.host === null) {
    lease = {}
    collected.register(lease, storage, storage)
  }
  return registered(new Tensor(storage, lease, shape, size, dtype, origin))
}

/**
 * Another tensor of the same elements, in the same or another shape of equal size. A transposition is carried out for
 * it: the copy that the view itself keeps is made anew when its base changes.
 */
export function shareStorage(t: Tensor, shape: Shape, origin: string): Tensor {
  if (t.view !== null) return makeTensor(t.view.carriedOut(t, origin), shape, t.size, t.dtype, origin)
  t.storage.handles++
  return registered(new Tensor(t.storage, t.lease, shape, t.size, t.dtype, origin))
}

/** A tensor that nobody else has seen, in another shape. */
export function reshapeFresh(t: Tensor, shape: Shape, origin: string): Tensor {
  const y = shareStorage(t, shape, origin)
  releaseTensor(t, 'dispose')
  return y
}

/** A tensor whose elements are those of `base` with the last two dimensions exchanged, when somebody looks. */
export function makeTransposed(base: Tensor, shape: Shape, storage: Storage, origin: string): Tensor {
  const rank = base.shape.length
  const rows = base.shape[rank - 2] as number
  const columns = base.shape[rank - 1] as number
  const t = makeTensor(storage, shape, base.size, base.dtype, origin)
  const matrix = rows * columns
  t.view = new TransposedView(base.storage, matrix === 0 ? 0 : base.size / matrix, rows, columns)
  base.storage.handles++
  return t
}

function registered(t: Tensor): Tensor {
  if (currentScope !== null) currentScope.push(t)
  return t
}

/** Releases a tensor: its block is free once no other tensor shares it. A second release does nothing. */
export function releaseTensor(t: Tensor, by: Release): void {
  if (t.release !== null) return
  if (t.size === 1 && t.dtype === realDType && by === 'graph') t.lastValue = peekScalar(t)
  t.release = by
  dropHandle(t.storage)
  if (t.view !== null) dropHandle(t.view.base)
  t.view = null
  t.lease = null
}

function dropHandle(storage: Storage): void {
  if (--storage.handles > 0) {
    // Detached twins live on, outside of any graph.
    if (storage.list === recorded) enlist(storage, young)
    return
  }
  freeBlock(storage)
  storage.host = null
  if (storage.bytes >= FINALIZED_BYTES) collected.unregister(storage)
}

function peekScalar(t: Tensor): number | undefined {
  const { address, host } = t.view === null ? t.storage : t.view.base
  if (address !== 0) return readReal(address)
  return host === null ? undefined : new RealArray(host.slice().buffer)[0]
}

/** Takes a tensor into a graph, which from now on decides when it is released. */
export function ownByGraph(t: Tensor, graph: Graph): void {
  graph.tensors.push(t)
  if (t.storage.list === young) enlist(t.storage, recorded)
}

/** What the next graph's start sets free: the consumed graphs' tensors, and what outlived its step outside of any. */
export function endStep(): void {
  if (!anyConsumed()) return
  for (const graph of takeConsumed()) {
    for (const t of graph.tensors) if (!t.kept) releaseTensor(t, 'graph')
    graph.tensors = []
    graph.borrowed = []
  }
  moveOutYoung()
}

/** Parameters, gradients, optimizer state: exempt from scopes and from the end of a step. */
export function makePersistent(t: Tensor): void {
  t.kept = true
  persist(t.storage)
}

/** A gradient that its owner lets go: freed, or given to the garbage collector if the user may hold it. */
export function dropGradient(t: Tensor): void {
  const { gradient } = t
  if (gradient === null) return
  if (t.gradientEscaped) moveOut(gradient.storage)
  else releaseTensor(gradient, 'dispose')
  t.gradient = null
  t.gradientEscaped = false
}

/** Runs `fn` and says which tensors were made meanwhile; what happens to them is the caller's business. */
export function collectTensors<Result>(
  fn: () => Result,
  finish: (made: Tensor[], result: Result | undefined) => void,
): Result {
  const outer = currentScope
  const made: Tensor[] = []
  currentScope = made
  let result: Result | undefined
  try {
    result = fn()
    return result
  } finally {
    currentScope = outer
    finish(made, result)
  }
}

/**
 * Runs the inside of an operation that is made of others: what it makes on the way belongs to the graph if the result
 * was recorded (the derivative may want it), and is released at once if not.
 */
export function composite<Result extends Tensor | Readonly<Record<string, Tensor>>>(fn: () => Result): Result {
  return collectTensors(fn, (made, result) => {
    const results = result instanceof Tensor ? [result] : Object.values(result ?? {})
    const graph = results.find((t) => t.producer !== null)?.producer?.graph.root()
    for (const t of made) {
      if (results.includes(t) || t.kept) handToOuterScope(t)
      else if (graph === undefined) releaseTensor(t, 'dispose')
      else if (t.producer === null) ownByGraph(t, graph)
    }
  })
}

/** Whether somebody watches what is made. */
export function isInScope(): boolean {
  return currentScope !== null
}

/** Tensors that outlive their scope belong to the one around it. */
export function handToOuterScope(t: Tensor): void {
  if (currentScope !== null) currentScope.push(t)
}
