import { ShapeError } from '../errors.js'
import { composite } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { assertTensor } from './declare/assert-tensor.js'
import { namedProduct } from './matmul.js'
import { unsqueeze } from './reshape.js'

/** The product of two matrices, as matmul. Same as torch.mm, but whole numbers give real ones. @throws ShapeError */
export function mm(self: Tensor, other: Tensor): Tensor {
  assertRanks('mm', self, other, 2)
  return namedProduct('mm', self, other)
}

/**
 * The products of two stacks of matrices of equal number. Same as torch.bmm, but whole numbers give real ones.
 *
 * @throws ShapeError
 */
export function bmm(self: Tensor, other: Tensor): Tensor {
  assertRanks('bmm', self, other, 3)
  if (self.shape[0] !== other.shape[0]) throw misfit('bmm', self, other, 'stacks of equal number')
  return namedProduct('bmm', self, other)
}

/** Σ aᵢ·bᵢ of two vectors. Same as torch.dot, but whole numbers give real ones. @throws ShapeError */
export function dot(self: Tensor, other: Tensor): Tensor {
  assertRanks('dot', self, other, 1)
  if (self.size !== other.size) throw misfit('dot', self, other, 'vectors of equal length')
  return namedProduct('dot', self, other)
}

/** y[i, j] = aᵢ·bⱼ of two vectors. Same as torch.outer, but bool counts as int32. @throws ShapeError */
export function outer(self: Tensor, other: Tensor): Tensor {
  assertRanks('outer', self, other, 1)
  return composite(() => mul(unsqueeze(self, 1), other))
}

function assertRanks(op: string, a: Tensor, b: Tensor, rank: number): void {
  assertTensor(op, a)
  assertTensor(op, b, 'other')
  if (a.ndim !== rank || b.ndim !== rank) throw misfit(op, a, b, `tensors of ${rank} dimension${rank === 1 ? '' : 's'}`)
}

function misfit(op: string, a: Tensor, b: Tensor, expected: string): ShapeError {
  return new ShapeError(op, { expected, got: `${show(a.shape)} and ${show(b.shape)}` })
}
