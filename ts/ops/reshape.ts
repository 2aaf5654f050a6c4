import { isRecorded, record } from '../autograd/record.js'
import { IndexError, ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { shareStorage } from '../tensor/lifetime.js'
import { type Shape, show, sizeOf, toDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'

/**
 * The same elements in another shape of equal size, in the same memory; one size may be −1 and is worked out.
 * Same as torch.reshape. @throws ShapeError
 */
export function reshape(self: Tensor, shape: readonly number[]): Tensor {
  assertTensor('reshape', self)
  if (!Array.isArray(shape) || !shape.every((n) => typeof n === 'number')) {
    throw new TypeError(`reshape: expected a shape as an array of numbers, got ${nameOf(shape)}`)
  }
  return reshaped('reshape', self, resolve(self, shape))
}

/** Dimensions startDim … endDim as one, in the same memory. Same as torch.flatten. @throws IndexError */
export function flatten(self: Tensor, startDim = 0, endDim = -1): Tensor {
  assertTensor('flatten', self)
  const from = toDim('flatten', startDim, self.ndim)
  const to = toDim('flatten', endDim, self.ndim)
  if (from > to) throw new IndexError('flatten', { expected: 'startDim ≤ endDim', got: `${startDim} and ${endDim}` })
  if (self.ndim === 0) return reshaped('flatten', self, [1])
  const merged = self.shape.slice(from, to + 1).reduce((a, b) => a * b, 1)
  return reshaped('flatten', self, [...self.shape.slice(0, from), merged, ...self.shape.slice(to + 1)])
}

/**
 * Without dimensions of size 1: all of them, or only `dim`. In the same memory. Same as torch.squeeze.
 *
 * @throws IndexError
 */
export function squeeze(self: Tensor, dim?: number): Tensor {
  assertTensor('squeeze', self)
  if (dim === undefined)
    return reshaped(
      'squeeze',
      self,
      self.shape.filter((n) => n !== 1),
    )
  const index = toDim('squeeze', dim, self.ndim)
  return reshaped(
    'squeeze',
    self,
    self.shape.filter((n, i) => i !== index || n !== 1),
  )
}

/** With a dimension of size 1 inserted before `dim`, in the same memory. Same as torch.unsqueeze. @throws IndexError */
export function unsqueeze(self: Tensor, dim: number): Tensor {
  assertTensor('unsqueeze', self)
  const index = toDim('unsqueeze', dim, self.ndim + 1)
  const shape = [...self.shape.slice(0, index), 1, ...self.shape.slice(index)]
  sizeOf('unsqueeze', shape)
  return reshaped('unsqueeze', self, shape)
}

function reshaped(op: string, self: Tensor, shape: Shape): Tensor {
  const y = shareStorage(self, shape, op)
  if (isRecorded(self)) {
    record(op, [self], [y], [], self.shape, ([dy], original) => [shareStorage(dy as Tensor, original, op)])
  }
  return y
}

function resolve(self: Tensor, shape: readonly number[]): number[] {
  const unknown = shape.indexOf(-1)
  if (shape.some((n) => n !== -1 && (!Number.isInteger(n) || n < 0))) {
    throw new ShapeError('reshape', { expected: 'sizes that are whole numbers of at least 0, or −1', got: show(shape) })
  }
  const known = shape.filter((n) => n !== -1)
  const rest = sizeOf('reshape', known)
  const open = shape.length - known.length
  const fits = open === 0 ? rest === self.size : open === 1 && rest > 0 && self.size % rest === 0
  if (!fits) {
    throw new ShapeError('reshape', {
      expected: `a shape of ${self.size} elements, as ${show(self.shape)} has, with at most one −1`,
      got: show(shape),
    })
  }
  const result = [...shape]
  if (unknown >= 0) result[unknown] = self.size / rest
  return result
}
