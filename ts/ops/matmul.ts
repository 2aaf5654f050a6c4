import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite, shareStorage } from '../tensor/lifetime.js'
import { broadcastShapes, broadcastStrides, doBroadcast, type Shape, show, sizeOf } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { assertTensor } from './declare/assert-tensor.js'
import { matrices, multiply } from './declare/gemm.js'
import { onReal } from './declare/operand.js'
import { reshape } from './reshape.js'
import { sumTo } from './sum-to.js'

/**
 * The matrix product: y[…, i, j] = Σₖ a[…, i, k]·b[…, k, j]. Leading dimensions broadcast; one dimension stands for a
 * row on the left and a column on the right, and is dropped from the result. Same as torch.matmul, but whole numbers
 * give real ones, and types may differ.
 *
 * @throws ShapeError when the inner sizes differ, an operand has no dimensions, or leading ones do not broadcast
 */
export function matmul(self: Tensor, other: Tensor): Tensor {
  return namedProduct('matmul', self, other)
}

/** The same under the name of the function that was called. */
export function namedProduct(op: string, self: Tensor, other: Tensor): Tensor {
  assertTensor(op, self)
  assertTensor(op, other, 'other')
  checkFactors(op, self, other)
  return onReal(op, self, (a) => onReal(op, other, (b) => productOf(a, b)))
}

function checkFactors(op: string, a: Tensor, b: Tensor): void {
  const misfit = (expected: string) => {
    const remedy = 'Exchange dimensions with transpose, or reshape'
    return new ShapeError(op, { expected, got: `${show(a.shape)} and ${show(b.shape)}`, remedy })
  }
  if (a.ndim === 0 || b.ndim === 0) throw misfit('at least one dimension on both sides')
  if (a.shape[a.ndim - 1] !== b.shape[b.ndim === 1 ? 0 : b.ndim - 2]) {
    throw misfit(`the last size of the left to equal the ${b.ndim === 1 ? 'size' : 'second to last'} of the right`)
  }
  if (!doBroadcast(a.shape.slice(0, -2), b.shape.slice(0, -2))) {
    throw misfit('stacks of matrices that broadcast: equal sizes, or 1, in all dimensions but the last two')
  }
}

function productOf(a: Tensor, b: Tensor): Tensor {
  if (a.ndim > 1 && b.ndim > 1) return matrixProduct(a, b)
  return composite(() => {
    const y = matrixProduct(a.ndim === 1 ? reshape(a, [1, a.size]) : a, b.ndim === 1 ? reshape(b, [b.size, 1]) : b)
    const isDropped = (d: number) => (a.ndim === 1 && d === y.ndim - 2) || (b.ndim === 1 && d === y.ndim - 1)
    return reshape(
      y,
      y.shape.filter((_, d) => !isDropped(d)),
    )
  })
}

function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const y = product(a, false, b, false)
  if (isRecorded(a) || isRecorded(b)) {
    const tensors = [...(b.tracked ? [a] : []), ...(a.tracked ? [b] : [])]
    record('matmul', [a, b], [y], tensors, { a, b }, ([dy], saved, needs) => [
      needs(0) ? sumTo(product(dy as Tensor, false, saved.b, true), saved.a.shape) : null,
      needs(1) ? rightGradient(saved.a, saved.b, dy as Tensor) : null,
    ])
  }
  return y
}

/** db = aᵀ·dy; for one matrix under a whole stack, the stack is one tall matrix. */
function rightGradient(a: Tensor, b: Tensor, dy: Tensor): Tensor {
  if (b.ndim > 2 || a.ndim === 2) return sumTo(product(a, true, dy, false), b.shape)
  const [inner, columns] = b.shape as [number, number]
  const rows = a.shape.slice(0, -1).reduce((x, y) => x * y, 1)
  return product(shareStorage(a, [rows, inner], 'matmul'), true, shareStorage(dy, [rows, columns], 'matmul'), false)
}

/** a·b with either side transposed, for stacks that broadcast. Not recorded. */
function product(a: Tensor, transposeA: boolean, b: Tensor, transposeB: boolean): Tensor {
  const [m, k] = lastTwo(a.shape, transposeA)
  const [, n] = lastTwo(b.shape, transposeB)
  const stackA = a.shape.slice(0, -2)
  const stackB = b.shape.slice(0, -2)
  const stack = broadcastShapes('matmul', stackA, stackB)
  const shape = [...stack, m, n]
  const size = sizeOf('matmul', shape)
  // A stack on the left over one matrix on the right is a taller matrix.
  const tall = stackB.length === 0 && !transposeA && a.view === null
  const count = tall ? 1 : stack.reduce((x, y) => x * y, 1)
  beginOperation()
  const left = matrices(a, m, k, transposeA, 'matmul')
  const right = matrices(b, k, n, transposeB, 'matmul')
  const y = emptyTensor(shape, size, a.dtype, 'matmul')
  if (size === 0) return y
  const sizes = [tall ? size / n : m, n, k] as const
  if (tall) left.length = (sizes[0] as number) * k
  const positionA = positions(stackA, stack)
  const positionB = positions(stackB, stack)
  for (let i = 0; i < count; i++) {
    multiply(left, tall ? 0 : positionA(i), right, positionB(tall ? 0 : i), y.storage.address, i, sizes, false)
  }
  return y
}

function lastTwo(shape: Shape, transposed: boolean): [number, number] {
  const rows = shape[shape.length - 2] as number
  const columns = shape[shape.length - 1] as number
  return transposed ? [columns, rows] : [rows, columns]
}

/** Which matrix of a broadcast stack stands at position i of the result's stack. */
function positions(stack: Shape, result: Shape): (i: number) => number {
  const strides = broadcastStrides(stack, result)
  return (i) => {
    let position = 0
    let rest = i
    for (let d = result.length - 1; d >= 0; d--) {
      const size = result[d] as number
      position += (rest % size) * (strides[d] as number)
      rest = Math.floor(rest / size)
    }
    return position
  }
}
