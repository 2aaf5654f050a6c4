import { DisposedError } from '../errors.js'
import { addressOf } from '../runtime/residency.js'
import type { Storage } from '../runtime/storage.js'
import type { DType } from './dtype.js'
import type { Graph } from './graph.js'
import { type Shape, show } from './shape.js'
import type { TransposedView } from './transposed-view.js'

/** What a recorded tensor knows of the operation that made it; the tape (`autograd/`) fills it in. */
export interface Producer {
  readonly graph: Graph
}

/** Who released a tensor, so that the error of a later use can say it. */
export type Release = 'graph' | 'scope' | 'dispose'

/**
 * An n-dimensional array of one element type, contiguous and row-major, that can be differentiated through.
 *
 * Make one with `tensor`, `zeros`, `randn` …; every operation exists as a function and as a method. Memory takes care
 * of itself in training loops; see `scope`, `keep` and `dispose` for the rest.
 */
export class Tensor {
  /** Size of each dimension. */
  readonly shape: Shape
  /** Element type. */
  readonly dtype: DType
  /** Number of elements. */
  readonly size: number
  /** @internal The bytes, shared with reshapes and detached twins. */
  storage: Storage
  /** @internal Held by the tensors of one storage and by nothing else: when it is collected, so is the block. */
  lease: object | null
  /** @internal Set while this is the transposition of another storage that nobody needed as a copy yet. */
  view: TransposedView | null = null
  /** @internal The recorded operation that made this tensor; null for leaves. */
  producer: Producer | null = null
  /** @internal Which of that operation's results this is. */
  outputIndex = 0
  /** @internal See `requiresGrad`. */
  tracked = false
  /** @internal See `grad`. */
  gradient: Tensor | null = null
  /** @internal The gradient was handed to the user, who may still hold it. */
  gradientEscaped = false
  /** @internal Exempt from every automatic release. */
  kept = false
  /** @internal Set when released. */
  release: Release | null = null
  /** @internal What a released tensor of one element still answers to `item()`. */
  lastValue: number | undefined = undefined
  /** @internal The operation that made it, for error messages. */
  readonly origin: string

  /** @internal Tensors are made by functions. */
  constructor(storage: Storage, lease: object | null, shape: Shape, size: number, dtype: DType, origin: string) {
    this.storage = storage
    this.lease = lease
    this.shape = shape
    this.size = size
    this.dtype = dtype
    this.origin = origin
  }

  /** Number of dimensions. */
  get ndim(): number {
    return this.shape.length
  }
}

/** Where the elements lie in linear memory, for the running operation. @throws DisposedError */
export function pointer(t: Tensor, op: string): number {
  if (t.release !== null) throw released(t, op)
  if (t.view !== null) t.view.materialise(t, op)
  return addressOf(t.storage, op)
}

/** @throws DisposedError when the tensor was released */
export function assertAlive(t: Tensor, op: string): void {
  if (t.release !== null) throw released(t, op)
}

const RELEASES: Record<Release, string> = {
  graph:
    'that was released when the step after its backward pass began. To use it in later steps, take detach() of it ' +
    'before that, keep() it, or read its numbers with item() or data()',
  scope: 'that was released at the end of its scope. Return it from the function, or keep() it inside',
  dispose: 'that was disposed of. Dispose of a tensor after its last use only',
}

function released(t: Tensor, op: string): DisposedError {
  return new DisposedError(op, {
    expected: 'a tensor that is still there',
    got: `one of shape ${show(t.shape)}, made by ${t.origin}, ${RELEASES[t.release as Release]}`,
  })
}
