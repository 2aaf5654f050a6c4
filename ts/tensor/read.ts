import { GraphError, ShapeError, ValueError } from '../errors.js'
import { hostBytesOf } from '../runtime/host-copy.js'
import { check, kernels } from '../runtime/kernels.js'
import { byteView, readReal } from '../runtime/linear-memory.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { isNumberArray, type NumberArray, toElements } from './conversion.js'
import { bytesPerElement, type TypedArray, viewOf } from './dtype.js'
import { consumedAt } from './graph.js'
import { kindOf } from './kind-of.js'
import { writable } from './lifetime.js'
import { nest } from './nested.js'
import { show } from './shape.js'
import { assertAlive, pointer, Tensor } from './tensor.js'

/** A copy of the elements as a typed array, row-major; bool gives 0 and 1. Same as torch.Tensor.numpy, but a copy. */
export function data(t: Tensor): TypedArray {
  return viewOf(elementsOf(t, 'data'), t.dtype)
}

/**
 * The elements as nested arrays, and a lone number for no dimensions; bool gives booleans. Same as torch.Tensor.tolist.
 */
export function toArray(t: Tensor): unknown {
  const elements = viewOf(elementsOf(t, 'toArray'), t.dtype)
  return t.dtype === 'bool' ? nest(Array.from(elements, Boolean), t.shape) : nest(elements, t.shape)
}

/**
 * The value of a tensor of one element. Also answered after the tensor was released with its graph, so that a list of
 * past losses can be read at any time. Same as torch.Tensor.item, but bool gives 0 or 1.
 *
 * @throws ShapeError when it has another number of elements
 */
export function item(t: Tensor): number {
  if (t.size !== 1) {
    const remedy = 'Use data() or toArray(), or reduce it first'
    throw new ShapeError('item', { expected: 'a tensor of one element', got: `shape ${show(t.shape)}`, remedy })
  }
  if (t.lastValue !== undefined) return t.lastValue
  const { address } = t.storage
  // The way of a loss in every training step.
  if (address !== 0 && t.dtype === realDType && t.release === null) return readReal(address)
  return viewOf(elementsOf(t, 'item'), t.dtype)[0] as number
}

/**
 * Overwrites the elements in place: the only way in which a user changes a tensor. Same as torch.Tensor.copy_, but of
 * equal size, without broadcasting, and nothing is truncated.
 *
 * @throws ShapeError when sizes differ
 * @throws GraphError while a recorded forward pass still needs the old values for its backward pass
 */
export function copyFrom(t: Tensor, source: Tensor | NumberArray): Tensor {
  assertAlive(t, 'copyFrom')
  if (t.view !== null) {
    throw new ValueError('copyFrom', {
      expected: 'a tensor with elements of its own',
      got: 'the transposition of another one',
      remedy: 'Write to the tensor itself, or to a clone() of its transposition',
    })
  }
  if (t.producer !== null || t.storage.savedAt > consumedAt()) {
    throw new GraphError('copyFrom', {
      expected: 'a tensor whose values no pending backward pass needs',
      got: t.producer === null ? 'one that a recorded forward pass has saved' : `a recorded result of ${t.origin}`,
      remedy:
        'Call backward() first, run forward passes that need no gradient inside noGrad, or write to a detached clone()',
    })
  }
  overwrite(t, source, 'copyFrom')
  return t
}

/** `copyFrom` for the library's own use: loading weights, running statistics. */
export function overwrite(t: Tensor, source: Tensor | NumberArray, op: string): void {
  const isTensor = source instanceof Tensor
  if (!isTensor && !isNumberArray(source)) {
    throw new TypeError(`${op}: expected a tensor or a typed array, got ${kindOf(source)}`)
  }
  const size = isTensor ? source.size : source.length
  if (size !== t.size) {
    throw new ShapeError(op, { expected: `${t.size} elements, as in shape ${show(t.shape)}`, got: String(size) })
  }
  if (isTensor && source.dtype === t.dtype) {
    if (source.storage === t.storage && source.view === null) return
    beginOperation()
    const from = pointer(source, op)
    check(kernels.copy(from, writable(t, op), t.size * bytesPerElement(t.dtype)))
    return
  }
  const values = isTensor ? viewOf(elementsOf(source, op), source.dtype) : source
  const elements = toElements(op, values, t.dtype)
  beginOperation()
  const address = writable(t, op)
  byteView(address, elements.byteLength).set(new Uint8Array(elements.buffer))
}

/** A copy of the bytes, taken from wherever they are. */
function elementsOf(t: Tensor, op: string): ArrayBuffer {
  assertAlive(t, op)
  const bytes = t.size * bytesPerElement(t.dtype)
  if (t.view === null && t.storage.host !== null) return hostBytesOf(t.storage).slice().buffer
  beginOperation()
  return byteView(pointer(t, op), bytes).slice().buffer
}
