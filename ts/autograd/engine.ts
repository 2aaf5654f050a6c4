import { GraphError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { closeCollection, collect, openCollection } from '../tensor/collection.js'
import { copyOf } from '../tensor/copy.js'
import { consume } from '../tensor/graph.js'
import { dropGradient, makePersistent, releaseTensor, shareStorage, writable } from '../tensor/lifetime.js'
import { assertAlive, pointer, type Tensor } from '../tensor/tensor.js'
import { detecting, inspectGradients } from './anomaly.js'
import { setRecording } from './grad-mode.js'
import { type Backward, type Node, nodeOf } from './node.js'

/** Takes a gradient that has arrived at a tensor; it belongs to the receiver from then on. */
export type Receiver = (t: Tensor, gradient: Tensor) => void

export interface BackwardRun {
  retainGraph: boolean
  /** Called with each leaf and its gradients, one by one as they arrive. */
  leaf: Receiver
  /** Recorded tensors whose complete gradients are wanted too, by the operation that made them. */
  watched: ReadonlyMap<Node, readonly Tensor[]> | null
  /** Called with each of those; the gradient stays the engine's. */
  reached: Receiver
}

type Gradients = readonly (Tensor | null)[]
const NONE: Gradients = []

let passes = 0

/**
 * Runs the tape backwards from `root`, whose gradient is `seed`, and hands each leaf its gradient. The seed is the
 * engine's from here on.
 *
 * Operations run in the reverse of the order in which they were recorded, without recursion; gradients that meet are
 * added in that order, so that the same program gives the same bits.
 */
export function runBackward(op: string, root: Tensor, seed: Tensor, options: BackwardRun): void {
  const first = nodeOf(root)
  const mark = openCollection()
  collect(seed)
  const before = setRecording(false)
  let nodes: readonly Node[] = []
  try {
    if (first !== null) nodes = reachable(op, first)
    // Before the first gradient is added anywhere: a pass that cannot end must not begin.
    for (const node of nodes) checkSaved(op, node)
    deliver(root, seed, options)
    for (const node of nodes) step(op, node, options)
  } finally {
    setRecording(before)
    for (const node of nodes) node.upstream = null
    closeCollection(mark, releaseUnlessKept, undefined)
  }
  if (options.retainGraph) return
  for (const node of nodes) node.useUp()
  if (first !== null) consume(first.graph.root())
}

/** Everything that the root was computed from, latest first. */
function reachable(op: string, root: Node): Node[] {
  const pass = ++passes
  const found = [root]
  root.visit = pass
  let sorted = true
  let lowest = root.id
  for (let i = 0; i < found.length; i++) {
    const node = found[i] as Node
    if (node.consumed) throw usedUp(op, node)
    for (const input of node.inputs) {
      if (!input?.tracked) continue
      const source = nodeOf(input)
      if (source === null || source.visit === pass) continue
      source.visit = pass
      found.push(source)
      if (source.id > lowest) sorted = false
      lowest = source.id
    }
  }
  return sorted ? found : found.sort((a, b) => b.id - a.id)
}

/** One operation's derivative: from the gradients of its results to those of its inputs. */
function step(op: string, node: Node, options: BackwardRun): void {
  const { upstream, inputs } = node
  if (upstream === null) return
  if (options.watched !== null) report(node, upstream, options)
  for (const t of node.retaining) {
    const gradient = upstream[t.outputIndex]
    if (gradient !== null && gradient !== undefined) receiveGradient(t, copyOf(gradient, op))
  }
  const gradients = derivative(node, upstream)
  if (detecting) inspectGradients(op, node, upstream, gradients)
  node.upstream = null
  // A gradient that passes through unchanged goes to the last who takes it in the same handle, to others in a new one.
  const passing = upstream[0]
  let last = upstream.length === 1 ? gradients.length - 1 : -1
  while (last >= 0 && gradients[last] !== passing) last--
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]
    const gradient = gradients[i]
    if (gradient === null || gradient === undefined || !input?.tracked) continue
    if (i === last) upstream[0] = null
    deliver(input, i < last && gradient === passing ? shareStorage(gradient, gradient.shape, op) : gradient, options)
  }
  for (const gradient of upstream) if (gradient !== null && !gradient.kept) releaseTensor(gradient, 'dispose')
}
function report(node: Node, upstream: Gradients, { watched, reached }: BackwardRun): void {
  for (const t of watched?.get(node) ?? []) {
    const gradient = upstream[t.outputIndex]
    if (gradient !== null && gradient !== undefined) reached(t, gradient)
  }
}

/** The operation whose derivative is being computed. */
let running: Node

function needs(input: number): boolean {
  return running.inputs[input]?.tracked === true
}

/** The gradients of the inputs; what was made on the way to them is released. */
function derivative(node: Node, upstream: Gradients): Gradients {
  const mark = openCollection()
  let gradients: Gradients = NONE
  running = node
  try {
    gradients = (node.backward as Backward)(upstream, node.saved, needs)
  } finally {
    closeCollection(mark, isGradient, gradients)
  }
  return gradients
}

function isGradient(t: Tensor, gradients: Gradients): boolean {
  if (gradients.includes(t)) return true
  releaseTensor(t, 'dispose')
  return false
}

/** What a backward pass made is its own business, except what it was asked for. */
function releaseUnlessKept(t: Tensor): boolean {
  if (!t.kept) releaseTensor(t, 'dispose')
  return false
}

/** Adds a gradient to what has arrived at a tensor so far. */
function deliver(t: Tensor, gradient: Tensor, options: BackwardRun): void {
  const node = nodeOf(t)
  if (node === null) {
    options.leaf(t, gradient)
  } else if (node.upstream === null) {
    node.upstream = node.outputs === 1 ? [gradient] : severalResults(node.outputs, t.outputIndex, gradient)
  } else {
    const before = node.upstream[t.outputIndex] as Tensor | null
    node.upstream[t.outputIndex] = before === null ? gradient : sum(before, gradient)
  }
}

function severalResults(outputs: number, index: number, gradient: Tensor): (Tensor | null)[] {
  const upstream = new Array<Tensor | null>(outputs).fill(null)
  upstream[index] = gradient
  return upstream
}

/** Adds a gradient to a tensor's `.grad`. */
export function receiveGradient(t: Tensor, gradient: Tensor): void {
  const before = t.gradient
  // One that the user has disposed of is none.
  const isThere = before?.release === null
  if (isThere && before.storage.savedAt === 0) {
    accumulate(before, gradient)
    releaseTensor(gradient, 'dispose')
    return
  }
  const own = exclusive(gradient)
  // A derivative, perhaps of this very pass, reads the one that was there: its numbers stay, the sum is another tensor.
  if (isThere) accumulate(own, before)
  dropGradient(t)
  t.gradient = own
  // A leaf made for one step takes its gradient with it when it goes.
  if (t.storage.persistent) makePersistent(own)
  else own.kept = true
}

/** The sum of two gradients that only the engine knows, in the first one's memory where nobody shares it. */
function sum(into: Tensor, gradient: Tensor): Tensor {
  const target = exclusive(into)
  accumulate(target, gradient)
  releaseTensor(gradient, 'dispose')
  return target
}

/** The tensor itself when no other shares its memory, else a copy. */
export function exclusive(t: Tensor): Tensor {
  if (t.storage.handles === 1 && t.view === null) return t
  const copy = copyOf(t, 'backward')
  releaseTensor(t, 'dispose')
  return copy
}

/** target += gradient, in place. */
export function accumulate(target: Tensor, gradient: Tensor): void {
  beginOperation()
  const source = pointer(gradient, 'backward')
  check(kernels.accumulate(writable(target, 'backward'), source, target.size))
}

/** What was saved must be there and be what it was. */
function checkSaved(op: string, node: Node): void {
  for (let i = 0; i < node.tensors.length; i++) {
    const t = node.tensors[i] as Tensor
    // The name is put together only when it is needed: this is done for every tensor that was saved.
    if (t.release !== null) assertAlive(t, `${op} (${node.operation})`)
    const storage = t.view?.base ?? t.storage
    if (storage.version !== node.versions[i]) {
      throw new GraphError(op, {
        expected: `the values that ${node.operation} saw in its forward pass`,
        got: 'a tensor that was changed in place since (by an optimizer step or copyFrom)',
        remedy: 'Run the forward pass again after changing parameters',
      })
    }
  }
}

function usedUp(op: string, node: Node): GraphError {
  return new GraphError(op, {
    expected: 'a graph that no backward pass has used up',
    got: `a second pass through the results of ${node.operation}`,
    remedy: 'Pass { retainGraph: true } to the first one, or run the forward pass again',
  })
}
