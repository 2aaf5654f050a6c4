import { detecting } from '../autograd/anomaly.js'
import type { Backward } from '../autograd/node.js'
import { isRecorded, record } from '../autograd/record.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { releaseTensor } from '../tensor/lifetime.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { relu, sigmoid, tanh } from './activation.js'
import { affine, checkOperands, gradients, inputsOf, linear, readBy, type SavedOfLinear, sizesOf } from './linear.js'

/** Activations whose derivative follows from their result alone, so that what goes into them need not be kept. */
export type FusedActivation = 'relu' | 'tanh' | 'sigmoid'

const unfused = { relu, tanh, sigmoid }

/**
 * y = f(x·Wᵀ + b) as one operation: the bits of `linear` and the activation one after the other, with one entry on the
 * tape instead of two, and without what lies between them being kept.
 *
 * @param x      [..., in]
 * @param weight [out, in]
 * @param bias   [out]
 */
export function linearActivation(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  activation: FusedActivation,
): Tensor {
  // Whoever looks for anomalies wants to know which of the two it was.
  if (detecting) return unfused[activation](linear(x, weight, bias))
  checkOperands(x, weight, bias)
  const sizes = sizesOf(x, weight)
  const z = affine(x, weight, bias, sizes)
  const y = activated(z, activation)
  releaseTensor(z, 'dispose')
  if (isRecorded(x) || isRecorded(weight) || (bias !== undefined && isRecorded(bias))) {
    const tensors = [...readBy(x, weight), y]
    record(activation, inputsOf(x, weight, bias), [y], tensors, { x, weight, bias, sizes, y, activation }, derivative)
  }
  return y
}

interface Saved extends SavedOfLinear {
  y: Tensor
  activation: FusedActivation
}

/** dz = dy·f′, and from it what a linear layer makes of it. */
const derivative: Backward<Saved> = (upstream, saved, needs) => {
  const dz = beforeActivation(upstream[0] as Tensor, saved.y, saved.activation)
  const found = gradients(dz, saved, needs)
  releaseTensor(dz, 'dispose')
  return found
}

function activated(z: Tensor, activation: FusedActivation): Tensor {
  beginOperation()
  const source = pointer(z, activation)
  const y = emptyTensor(z.shape, z.size, z.dtype, activation)
  check(kernels[activation](source, y.storage.address, z.size, 0, 0))
  return y
}

function beforeActivation(dy: Tensor, y: Tensor, activation: FusedActivation): Tensor {
  beginOperation()
  const saved = pointer(y, activation)
  const upstream = pointer(dy, activation)
  const dz = emptyTensor(dy.shape, dy.size, dy.dtype, activation)
  check(kernels[`${activation}_backward`](saved, upstream, dz.storage.address, dy.size, 0, 0))
  return dz
}
