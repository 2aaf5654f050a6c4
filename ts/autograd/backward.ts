import { GraphError, ShapeError } from '../errors.js'
import { withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { copyOf } from '../tensor/copy.js'
import { fill } from '../tensor/fill.js'
import { kindOf } from '../tensor/kind-of.js'
import { shareStorage } from '../tensor/lifetime.js'
import { sameShape, show } from '../tensor/shape.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'
import { type BackwardRun, receiveGradient, runBackward } from './engine.js'
import { nodeOf } from './node.js'

export interface BackwardOptions {
  /** Keeps what the graph saved, so that another backward pass can follow. Default false. */
  retainGraph?: boolean | undefined
}

/**
 * Computes the gradient of this tensor with respect to every leaf that requires one, and adds it to the leaf's `grad`.
 * Same as torch.Tensor.backward.
 *
 * @param gradient dL/dself, of the same shape; may be left out for one element (then it is 1)
 * @throws GraphError when nothing was recorded, or the graph was used up by an earlier pass
 * @throws ShapeError when a gradient is needed and missing, or of another shape
 */
export function backward(self: Tensor, gradient?: Tensor, options?: BackwardOptions): void {
  const { retainGraph } = withDefaults('backward', options, DEFAULTS)
  assertRecorded('backward', self)
  runBackward('backward', self, seedFor('backward', self, gradient), retainGraph ? RETAIN : CONSUME)
}

const DEFAULTS = { retainGraph: false }
const CONSUME: BackwardRun = { retainGraph: false, leaf: receiveGradient, watched: null, reached: () => {} }
const RETAIN: BackwardRun = { ...CONSUME, retainGraph: true }

/** Asks for a `grad` on a tensor that is no leaf. Same as torch.Tensor.retain_grad. @throws GraphError */
export function retainGrad(self: Tensor): void {
  assertRecorded('retainGrad', self)
  const node = nodeOf(self)
  if (node !== null && !node.retaining.includes(self)) node.retaining = [...node.retaining, self]
}

/**
 * A tensor of the same elements, in the same memory, that no graph knows. It outlives the graph of this one.
 * Same as torch.Tensor.detach.
 */
export function detach(self: Tensor): Tensor {
  assertAlive(self, 'detach')
  return shareStorage(self, self.shape, 'detach')
}

export function assertRecorded(op: string, t: Tensor): void {
  assertAlive(t, op)
  if (t.tracked) return
  throw new GraphError(op, {
    expected: 'a tensor that was computed from one that requires a gradient',
    got: `one made by ${t.origin} that nothing was recorded for`,
    remedy: 'Set requiresGrad on the leaves, and compute outside of noGrad',
  })
}

/** The gradient to start from, in a handle of its own: the given one, or 1 for a single element. */
export function seedFor(op: string, t: Tensor, gradient: Tensor | undefined): Tensor {
  if (gradient === undefined || gradient === null) {
    if (t.size !== 1) {
      throw new ShapeError(op, {
        expected: 'a tensor of one element, or a gradient for it',
        got: `shape ${show(t.shape)}`,
        remedy: 'Reduce it with sum() or mean(), or pass the gradient of its shape',
      })
    }
    return fill(t.shape, 1, realDType, op)
  }
  if (!(gradient instanceof Tensor))
    throw new TypeError(`${op}: expected the gradient as a tensor, got ${kindOf(gradient)}`)
  assertGradientOf(op, t, gradient)
  // It may be a leaf's `grad`, which is kept, or share its memory: this pass adds to it before it has read all of it.
  const isAlone = !gradient.kept && gradient.storage.handles === 1 && gradient.view === null
  return isAlone ? shareStorage(gradient, gradient.shape, op) : copyOf(gradient, op)
}

/** @throws DisposedError, ShapeError when it is of another shape or type than the tensor */
export function assertGradientOf(op: string, t: Tensor, gradient: Tensor): void {
  assertAlive(gradient, op)
  if (sameShape(gradient.shape, t.shape) && gradient.dtype === t.dtype) return
  throw new ShapeError(op, {
    expected: `a ${t.dtype} gradient of shape ${show(t.shape)}`,
    got: `${gradient.dtype} of shape ${show(gradient.shape)}`,
  })
}
