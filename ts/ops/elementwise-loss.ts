import { ShapeError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite } from '../tensor/lifetime.js'
import { broadcastShapes, sameShape, show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { softplus } from './activation.js'
import { abs, add, mul, neg, sub } from './arithmetic.js'
import { clamp } from './clamp.js'
import { binary } from './declare/binary.js'
import { assertReal } from './declare/operand.js'
import { assertProbabilities } from './declare/probabilities.js'
import { expandTo } from './expand.js'
import { log, log1p } from './exponential.js'
import { type Reduction, readReduction, reduceLoss } from './loss-reduction.js'

export interface LossOptions {
  /** What becomes of the losses of single elements. Default `mean`. */
  reduction?: Reduction | undefined
}

export interface BinaryCrossEntropyOptions extends LossOptions {
  /** A factor for each element; broadcasts. */
  weight?: Tensor | undefined
}

export interface BinaryCrossEntropyWithLogitsOptions extends BinaryCrossEntropyOptions {
  /** A factor for the positive targets of each class; broadcasts. */
  posWeight?: Tensor | undefined
}

const squaredError = binary('mseLoss', {
  kernel: 'squared_error_loss',
  a: { reads: ['a', 'b'], gradient: (dy, { a, b }) => derivative('squared_error_loss_backward', a, b as Tensor, dy) },
  b: { reads: ['a', 'b'], gradient: (dy, { a, b }) => derivative('squared_error_loss_backward', b as Tensor, a, dy) },
})

/** (input − target)². Same as torch.nn.functional.mse_loss. Shapes broadcast. */
export function mseLoss(input: Tensor, target: Tensor, options?: LossOptions): Tensor {
  const { reduction } = withDefaults<{ reduction: Reduction }>('mseLoss', options, { reduction: 'mean' })
  assertBroadcastPair('mseLoss', input, target)
  readReduction('mseLoss', reduction)
  return composite(() => reduceLoss('mseLoss', squaredError(input, target), reduction))
}

/** |input − target|. Same as torch.nn.functional.l1_loss. Shapes broadcast. */
export function l1Loss(input: Tensor, target: Tensor, options?: LossOptions): Tensor {
  const { reduction } = withDefaults<{ reduction: Reduction }>('l1Loss', options, { reduction: 'mean' })
  assertBroadcastPair('l1Loss', input, target)
  readReduction('l1Loss', reduction)
  return composite(() => reduceLoss('l1Loss', abs(sub(input, target)), reduction))
}

const bce = binary('binaryCrossEntropy', {
  kernel: 'bce_loss',
  a: { reads: ['a', 'b'], gradient: (dy, { a, b }) => derivative('bce_loss_backward', a, b as Tensor, dy) },
  // −(ln a − ln(1 − a)), both logarithms cut off at −100 as in the loss
  b: { reads: ['a'], gradient: (dy, { a }) => mul(dy, sub(clamp(log1p(neg(a)), -100), clamp(log(a), -100))) },
})

const bceWithLogits = binary('binaryCrossEntropyWithLogits', {
  kernel: 'bce_with_logits_loss',
  a: { reads: ['a', 'b'], gradient: (dy, { a, b }) => derivative('bce_with_logits_loss_backward', a, b as Tensor, dy) },
  b: { reads: ['a'], gradient: (dy, { a }) => neg(mul(dy, a)) },
})

/**
 * −(t·ln p + (1 − t)·ln(1 − p)) of probabilities p; logarithms are cut off at −100.
 * Same as torch.nn.functional.binary_cross_entropy.
 *
 * @throws ValueError when an input is outside [0, 1]
 * @throws ShapeError when shapes differ
 */
export function binaryCrossEntropy(input: Tensor, target: Tensor, options?: BinaryCrossEntropyOptions): Tensor {
  const op = 'binaryCrossEntropy'
  const { weight, reduction } = withDefaults<{ weight: Tensor | undefined; reduction: Reduction }>(op, options, {
    weight: undefined,
    reduction: 'mean',
  })
  assertSamePair(op, input, target)
  readReduction(op, reduction)
  checkFactor(op, 'weight', weight, input)
  assertProbabilities(op, input, 'Apply a sigmoid first, or use binaryCrossEntropyWithLogits')
  return composite(() => reduceLoss(op, weighted(bce(input, target), weight), reduction))
}

/**
 * binaryCrossEntropy of σ(x), stable for logits of any size: (1 − t)·x + (1 + (posWeight − 1)·t)·softplus(−x).
 * Same as torch.nn.functional.binary_cross_entropy_with_logits. @throws ShapeError when shapes differ
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  options?: BinaryCrossEntropyWithLogitsOptions,
): Tensor {
  const op = 'binaryCrossEntropyWithLogits'
  const { weight, posWeight, reduction } = withDefaults<{
    weight: Tensor | undefined
    posWeight: Tensor | undefined
    reduction: Reduction
  }>(op, options, { weight: undefined, posWeight: undefined, reduction: 'mean' })
  assertSamePair(op, input, target)
  readReduction(op, reduction)
  checkFactor(op, 'weight', weight, input)
  checkFactor(op, 'posWeight', posWeight, input)
  if (posWeight === undefined)
    return composite(() => reduceLoss(op, weighted(bceWithLogits(input, target), weight), reduction))
  return composite(() => {
    const factor = add(mul(sub(posWeight, 1), target), 1)
    const losses = add(mul(add(neg(target), 1), input), mul(factor, softplus(neg(input))))
    return reduceLoss(op, weighted(losses, weight), reduction)
  })
}

/** A factor that broadcasts with the input. */
function checkFactor(op: string, argument: string, factor: Tensor | undefined, input: Tensor): void {
  if (factor === undefined) return
  assertReal(op, factor, argument)
  broadcastShapes(op, input.shape, factor.shape)
}

function weighted(losses: Tensor, weight: Tensor | undefined): Tensor {
  return weight === undefined ? losses : mul(losses, weight)
}

type DerivativeKernel = 'bce_loss_backward' | 'bce_with_logits_loss_backward' | 'squared_error_loss_backward'

function derivative(kernel: DerivativeKernel, a: Tensor, b: Tensor, dy: Tensor): Tensor {
  const [prediction, target] = [expandTo(a, dy.shape), expandTo(b, dy.shape)]
  beginOperation()
  const at = pointer(prediction, kernel)
  const bt = pointer(target, kernel)
  const upstream = pointer(dy, kernel)
  const da = emptyTensor(dy.shape, dy.size, dy.dtype, kernel)
  check(kernels[kernel](at, bt, upstream, da.storage.address, dy.size, 0))
  return da
}

function assertPair(op: string, input: Tensor, target: Tensor): void {
  assertReal(op, input)
  assertReal(op, target, 'target')
}

function assertBroadcastPair(op: string, input: Tensor, target: Tensor): void {
  assertPair(op, input, target)
  broadcastShapes(op, input.shape, target.shape)
}

function assertSamePair(op: string, input: Tensor, target: Tensor): void {
  assertPair(op, input, target)
  if (sameShape(input.shape, target.shape)) return
  throw new ShapeError(op, {
    expected: `a target of the input's shape ${show(input.shape)}`,
    got: show(target.shape),
    remedy: 'Reshape one of them, for instance with squeeze or unsqueeze',
  })
}
