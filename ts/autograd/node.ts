import type { Graph } from '../tensor/graph.js'
import type { Tensor } from '../tensor/tensor.js'

/**
 * The derivative of one operation: given the gradient of the result, those of the inputs, in their order; null for an
 * input that has none. Each returned tensor belongs to the caller, but that a gradient which passes through unchanged
 * may be returned as it came.
 *
 * `upstream` holds one gradient for each result of the operation, null where nothing depends on it.
 */
export type Backward<Saved = unknown> = (
  upstream: readonly (Tensor | null)[],
  saved: Saved,
  needs: (input: number) => boolean,
) => readonly (Tensor | null)[]

const NONE: readonly never[] = []

/** One recorded operation: where its gradient goes and what its derivative needs. */
export class Node {
  /** Its results' gradients, as far as they have come, while a backward pass runs. */
  upstream: (Tensor | null)[] | null = null
  /** A backward pass has used it up: what it saved is released when the next graph starts. */
  consumed = false
  /** The lines that led to it; empty unless anomalies are looked for. */
  creation = ''
  /** The backward pass that came by last. */
  visit = 0
  /** Results that asked for a `.grad` with `retainGrad`. */
  retaining: readonly Tensor[] = NONE

  constructor(
    /** Position on the tape: an operation comes after everything it takes from. */
    readonly id: number,
    readonly operation: string,
    readonly graph: Graph,
    /** null for those that have no gradient. One that is tracked only later gets none: nothing was saved for it. */
    public inputs: readonly (Tensor | null)[],
    readonly outputs: number,
    /** Tensors that the derivative reads, with the versions they had. */
    public tensors: readonly Tensor[],
    readonly versions: readonly number[],
    public saved: unknown,
    readonly backward: Backward<never>,
  ) {}

  /** After a backward pass: nothing is held on to, so that a kept result does not keep all that led to it. */
  useUp(): void {
    this.consumed = true
    this.inputs = NONE
    this.tensors = NONE
    this.saved = null
  }
}

/** The operation that made a tensor; null for leaves and for what was made without recording. */
export function nodeOf(t: Tensor): Node | null {
  return t.producer as Node | null
}
