import { clock } from '../runtime/residency.js'
import { isCollecting } from '../tensor/collection.js'
import { Graph } from '../tensor/graph.js'
import { endStep, ownByGraph } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { creationStack, detecting, inspectResults } from './anomaly.js'
import { recording } from './grad-mode.js'
import { type Backward, Node, nodeOf } from './node.js'

let nextId = 1

/** Whether an operation on this tensor has to be recorded. */
export function isRecorded(t: Tensor): boolean {
  return recording && t.tracked
}

/**
 * Puts an operation on the tape.
 *
 * @param tensors what the derivative reads; their versions are noted, so that a later change in place is found out
 * @param saved   the same, and numbers, in the form in which `backward` wants them
 */
export function record<Saved>(
  operation: string,
  inputs: readonly Tensor[],
  results: readonly Tensor[],
  tensors: readonly Tensor[],
  saved: Saved,
  backward: Backward<Saved>,
): void {
  if (detecting) inspectResults(operation, inputs, results)
  // Before a step may end: what this operation saves stays where it is.
  const versions = versionsOf(tensors)
  const graph = graphOf(inputs)
  const receivers = new Array<Tensor | null>(inputs.length)
  for (let i = 0; i < inputs.length; i++) {
    const t = inputs[i] as Tensor
    receivers[i] = t.tracked ? t : null
  }
  const node = new Node(nextId++, operation, graph, receivers, results.length, tensors, versions, saved, backward)
  if (detecting) node.creation = creationStack()
  if (isCollecting()) for (const t of tensors) graph.borrow(t)
  for (let i = 0; i < results.length; i++) {
    const result = results[i] as Tensor
    result.tracked = true
    result.producer = node
    result.outputIndex = i
    ownByGraph(result, graph)
  }
}

const NONE: readonly number[] = []

/** The versions that a derivative's tensors have now; from here on they are needed as they are. */
function versionsOf(tensors: readonly Tensor[]): readonly number[] {
  if (tensors.length === 0) return NONE
  const versions = new Array<number>(tensors.length)
  for (let i = 0; i < tensors.length; i++) {
    const { storage, view } = tensors[i] as Tensor
    const read = view?.base ?? storage
    versions[i] = read.version
    read.savedAt = clock
  }
  return versions
}

/**
 * The graph that an operation on these inputs belongs to. One that takes nothing from a consumed graph begins or
 * continues another: that is the moment when what consumed graphs owned is released.
 */
function graphOf(inputs: readonly Tensor[]): Graph {
  let graph: Graph | null = null
  for (const input of inputs) {
    const node = nodeOf(input)
    const own = node?.graph.root()
    if (own !== undefined && !own.released) graph = graph === null ? own : graph.join(own)
  }
  if (!graph?.consumed) endStep()
  return graph ?? new Graph()
}
