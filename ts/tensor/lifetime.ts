import { hostBytesOf } from '../runtime/host-copy.js'
import { readReal } from '../runtime/linear-memory.js'
import { RealArray, realDType } from '../runtime/precision.js'
import {
  addressForUpdate,
  endLease,
  enlist,
  freeBlock,
  leaseOf,
  moveOut,
  moveOutYoung,
  persist,
  recorded,
  young,
} from '../runtime/residency.js'
import type { Storage } from '../runtime/storage.js'
import { closeCollection, collect, openCollection } from './collection.js'
import type { DType } from './dtype.js'
import { consumedAt, type Graph, releaseConsumed } from './graph.js'
import type { Shape } from './shape.js'
import { pointer, type Release, Tensor } from './tensor.js'
import { TransposedView } from './transposed-view.js'

/** A tensor of a storage that nobody refers to yet. */
export function makeTensor(storage: Storage, shape: Shape, size: number, dtype: DType, origin: string): Tensor {
  return collected(new Tensor(storage, leaseOf(storage), shape, size, dtype, origin))
}

/**
 * Another tensor of the same elements, in the same or another shape of equal size. A transposition is carried out for
 * it: the copy that the view itself keeps is made anew when its base changes.
 */
export function shareStorage(t: Tensor, shape: Shape, origin: string): Tensor {
  if (t.view !== null) return makeTensor(t.view.carriedOut(t, origin), shape, t.size, t.dtype, origin)
  t.storage.handles++
  return collected(new Tensor(t.storage, t.lease, shape, t.size, t.dtype, origin))
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
  // No tensor of the base may be left: its block, too, must not be free before this one is collected.
  t.lease = [t.lease, base.lease]
  base.storage.handles++
  return t
}

/**
 * Where the elements of a tensor lie for an operation that changes them. A transposition has its own from then on: what
 * its base is changed to no longer shows.
 */
export function writable(t: Tensor, op: string): number {
  pointer(t, op)
  const { storage, view } = t
  if (view !== null) {
    // A derivative that has saved the transposition must still see that it changes.
    storage.version = view.base.version
    t.view = null
    dropHandle(view.base)
  }
  return addressForUpdate(storage, op)
}

function collected(t: Tensor): Tensor {
  collect(t)
  return t
}

/** Releases a tensor: its block is free once no other tensor shares it. A second release does nothing. */
export function releaseTensor(t: Tensor, by: Release): void {
  if (t.release !== null) return
  const { storage } = t
  if (t.size === 1 && t.dtype === realDType && by === 'graph') {
    // One element is never a transposition: nothing moves.
    const { address } = storage
    t.lastValue = address !== 0 ? readReal(address) : new RealArray(hostBytesOf(storage).slice().buffer)[0]
  }
  t.release = by
  dropHandle(storage)
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
  endLease(storage)
}

/** Takes a tensor into a graph, which from now on decides when it is released. */
export function ownByGraph(t: Tensor, graph: Graph): void {
  graph.own(t)
  if (t.storage.list === young) enlist(t.storage, recorded)
}

/** Inside an operation that is made of others, where no step ends. */
let undivided = false

/** What the next graph's start sets free: the consumed graphs' tensors, and what outlived its step outside of any. */
export function endStep(): void {
  if (!undivided && releaseConsumed(releaseGraph)) moveOutYoung(consumedAt())
}

function releaseGraph(graph: Graph): void {
  for (const t of graph.tensors) if (!t.kept) releaseTensor(t, 'graph')
  graph.empty()
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

/**
 * Runs the inside of an operation that is made of others: what it makes on the way belongs to the graph if the result
 * was recorded (the derivative may want it), and is released at once if not. Of several results the first one decides.
 * No step ends inside, as one operand may be of a consumed graph and another not; unless `whole` is false, which saves
 * memory.
 */
export function composite<Result extends Tensor | readonly Tensor[]>(fn: () => Result, whole = true): Result {
  const mark = openCollection()
  const before = undivided
  undivided = whole
  let result: Result | undefined
  try {
    result = fn()
    return result
  } finally {
    undivided = before
    const results = (result instanceof Tensor ? [result] : (result ?? [])) as readonly Tensor[]
    closeCollection(mark, outlivesOperation, results)
    if (graphOfFirst(results)?.consumed === false) endStep()
  }
}

function graphOfFirst([first]: readonly Tensor[]): Graph | undefined {
  return first?.producer?.graph.root()
}

function outlivesOperation(t: Tensor, results: readonly Tensor[]): boolean {
  if (t.kept || results.includes(t)) return true
  const graph = graphOfFirst(results)
  if (graph === undefined) {
    releaseTensor(t, 'dispose')
    return false
  }
  if (t.producer === null) ownByGraph(t, graph)
  // A scope around the operation that ends before the graph was consumed releases what was recorded or noted as saved.
  return t.producer !== null || t.storage.savedAt > 0
}
