import type { Backward } from '../autograd/node.js'
import { isRecorded, record } from '../autograd/record.js'
import { ShapeError } from '../errors.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { sameShape, show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { matrices, multiply } from './declare/gemm.js'
import { assertReal } from './declare/operand.js'

/**
 * y = x·Wᵀ + b over the last dimension of x. Same as torch.nn.functional.linear.
 *
 * @param x      [..., in]
 * @param weight [out, in], or [in] for a single output without its dimension
 * @param bias   [out]
 * @throws ShapeError when sizes do not fit, DTypeError when an operand is not real
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  checkOperands(x, weight, bias)
  const sizes = sizesOf(x, weight)
  const y = affine(x, weight, bias, sizes)
  if (isRecorded(x) || isRecorded(weight) || (bias !== undefined && isRecorded(bias))) {
    record('linear', inputsOf(x, weight, bias), [y], readBy(x, weight), { x, weight, bias, sizes }, derivative)
  }
  return y
}

export function checkOperands(x: Tensor, weight: Tensor, bias: Tensor | undefined): void {
  assertReal('linear', x)
  assertReal('linear', weight, 'weight')
  if (bias !== undefined) assertReal('linear', bias, 'bias')
  checkShapes(x, weight, bias)
}

/** y, unrecorded. */
export function affine(x: Tensor, weight: Tensor, bias: Tensor | undefined, sizes: Sizes): Tensor {
  const { rows, inputs, outputs } = sizes
  const shape = weight.ndim === 1 ? x.shape.slice(0, -1) : [...x.shape.slice(0, -1), outputs]
  beginOperation()
  const left = matrices(x, rows, inputs, false, 'linear')
  const right = matrices(weight, inputs, outputs, true, 'linear')
  const offset = bias === undefined ? 0 : pointer(bias, 'linear')
  const y = emptyTensor(shape, rows * outputs, x.dtype, 'linear')
  if (y.size > 0) multiply(left, 0, right, 0, y.storage.address, 0, [rows, outputs, inputs], false, offset)
  return y
}

export function inputsOf(x: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor[] {
  return bias === undefined ? [x, weight] : [x, weight, bias]
}

/** What the derivative reads: for the gradient of each factor, the other one. */
export function readBy(x: Tensor, weight: Tensor): Tensor[] {
  return x.tracked ? (weight.tracked ? [x, weight] : [weight]) : weight.tracked ? [x] : []
}

export interface SavedOfLinear {
  x: Tensor
  weight: Tensor
  bias: Tensor | undefined
  sizes: Sizes
}

const derivative: Backward<SavedOfLinear> = (upstream, saved, needs) => gradients(upstream[0] as Tensor, saved, needs)

/** The gradients of x, W and b from that of y. */
export function gradients(dy: Tensor, saved: SavedOfLinear, needs: (input: number) => boolean): (Tensor | null)[] {
  const { x, weight, bias, sizes } = saved
  return [
    needs(0) ? inputGradient(dy, x, weight, sizes) : null,
    needs(1) ? weightGradient(dy, x, weight, sizes) : null,
    bias !== undefined && needs(2) ? biasGradient(dy, bias, sizes) : null,
  ]
}

interface Sizes {
  rows: number
  inputs: number
  outputs: number
}

export function sizesOf(x: Tensor, weight: Tensor): Sizes {
  const inputs = weight.shape[weight.ndim - 1] as number
  const outputs = weight.ndim === 1 ? 1 : (weight.shape[0] as number)
  const rows = inputs === 0 ? x.shape.slice(0, -1).reduce((a, b) => a * b, 1) : x.size / inputs
  return { rows, inputs, outputs }
}

/** dx = dy·W */
function inputGradient(dy: Tensor, x: Tensor, weight: Tensor, { rows, inputs, outputs }: Sizes): Tensor {
  beginOperation()
  const left = matrices(dy, rows, outputs, false, 'linear')
  const right = matrices(weight, outputs, inputs, false, 'linear')
  const dx = emptyTensor(x.shape, x.size, x.dtype, 'linear')
  if (dx.size > 0) multiply(left, 0, right, 0, dx.storage.address, 0, [rows, inputs, outputs], false)
  return dx
}

/** dW = dyᵀ·x */
function weightGradient(dy: Tensor, x: Tensor, weight: Tensor, { rows, inputs, outputs }: Sizes): Tensor {
  beginOperation()
  const left = matrices(dy, outputs, rows, true, 'linear')
  const right = matrices(x, rows, inputs, false, 'linear')
  const dw = emptyTensor(weight.shape, weight.size, weight.dtype, 'linear')
  if (dw.size > 0) multiply(left, 0, right, 0, dw.storage.address, 0, [outputs, inputs, rows], false)
  return dw
}

/** db = Σ dy over the rows */
function biasGradient(dy: Tensor, bias: Tensor, { rows, outputs }: Sizes): Tensor {
  beginOperation()
  const source = pointer(dy, 'linear')
  const db = emptyTensor(bias.shape, bias.size, bias.dtype, 'linear')
  check(kernels.sum(source, db.storage.address, 1, rows, outputs, 1))
  return db
}

function checkShapes(x: Tensor, weight: Tensor, bias: Tensor | undefined): void {
  const inputs = weight.shape[weight.ndim - 1]
  if (weight.ndim !== 1 && weight.ndim !== 2) {
    throw new ShapeError('linear', { expected: 'weight of shape [out, in] or [in]', got: show(weight.shape) })
  }
  if (x.ndim === 0 || x.shape[x.ndim - 1] !== inputs) {
    throw new ShapeError('linear', {
      expected: `input of shape [..., ${inputs}] for a weight of shape ${show(weight.shape)}`,
      got: show(x.shape),
      remedy: 'The last dimension of the input must have the size of the layer’s inputs; flatten or reshape it',
    })
  }
  if (bias === undefined) return
  const outputs = weight.ndim === 1 ? [] : [weight.shape[0] as number]
  if (!sameShape(bias.shape, outputs)) {
    throw new ShapeError('linear', { expected: `bias of shape ${show(outputs)}`, got: show(bias.shape) })
  }
}
