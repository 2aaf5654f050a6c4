import { clock } from '../runtime/residency.js'
import type { Tensor } from './tensor.js'

const NONE: readonly never[] = []

/** The list with an item more. The first is alone in its list: pushed to an empty one, it would get room for seventeen. */
function added<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item]
  ;(list as Item[]).push(item)
  return list
}

/**
 * The tensors of one connected computation, from its first recorded operation to its backward pass.
 *
 * Graphs join when an operation takes from both. A consumed graph waits in `consumed` until the next one starts, so
 * that the step's own results stay usable until then.
 */
export class Graph {
  /** What it owns; empty after it joined another. */
  tensors: readonly Tensor[] = NONE
  /** What its derivatives read and others own, as far as it was recorded inside a scope: the scope must spare it. */
  borrowed: readonly Tensor[] = NONE
  consumed = false
  /** Nothing more is owned by it: what was kept of it begins graphs anew, as a leaf does. */
  released = false
  #joined: Graph | null = null

  /** From now on decides when a tensor is released. */
  own(t: Tensor): void {
    this.tensors = added(this.tensors, t)
  }

  /** Notes a tensor that a derivative reads. */
  borrow(t: Tensor): void {
    this.borrowed = added(this.borrowed, t)
  }

  /** Lets go of everything, which the caller releases. */
  empty(): void {
    this.released = true
    this.tensors = NONE
    this.borrowed = NONE
  }

  /** The graph that this one has become part of. */
  root(): Graph {
    let root: Graph = this
    while (root.#joined !== null) root = root.#joined
    // Later look-ups take the short way.
    let graph: Graph = this
    while (graph.#joined !== null) {
      const next: Graph = graph.#joined
      graph.#joined = root
      graph = next
    }
    return root
  }

  /** Joins two graphs that an operation connects; the smaller goes into the larger. */
  join(other: Graph): Graph {
    const a = this.root()
    const b = other.root()
    if (a === b) return a
    const [large, small] = a.tensors.length >= b.tensors.length ? [a, b] : [b, a]
    for (const t of small.tensors) large.own(t)
    for (const t of small.borrowed) large.borrow(t)
    small.empty()
    small.#joined = large
    if (small.consumed) consume(large)
    return large
  }
}

let consumed: readonly Graph[] = NONE
let latest = 0

/** The operation at which a backward pass last consumed a graph. */
export function consumedAt(): number {
  return latest
}

/** Marks a graph as used up by a backward pass. */
export function consume(graph: Graph): void {
  if (graph.consumed) return
  graph.consumed = true
  latest = clock
  consumed = added(consumed, graph)
}

/** Calls `release` with each graph that waits for it, and says whether there was one. */
export function releaseConsumed(release: (graph: Graph) => void): boolean {
  const taken = consumed
  if (taken.length === 0) return false
  consumed = NONE
  for (const graph of taken) release(graph)
  return true
}
