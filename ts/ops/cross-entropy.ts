import { isRecorded, record } from '../autograd/record.js'
import { DTypeError, IndexError, ShapeError, ValueError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite } from '../tensor/lifetime.js'
import { data } from '../tensor/read.js'
import { sameShape, show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { add, div, mul, neg } from './arithmetic.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertInt32, assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { expandTo } from './expand.js'
import { type Reduction, readReduction, reduceLoss } from './loss-reduction.js'
import { sum } from './reduction.js'
import { reshape } from './reshape.js'
import { logSoftmax } from './softmax.js'

export interface NllLossOptions {
  /** A factor for each class, [C]. */
  weight?: Tensor | undefined
  /** Targets of this value count for nothing. Default −100. */
  ignoreIndex?: number | undefined
  /** `mean` divides by the sum of the targets' weights. Default `mean`. */
  reduction?: Reduction | undefined
}

export interface CrossEntropyOptions extends NllLossOptions {
  /** Share of the target that is spread evenly over all classes, from 0 to 1. Default 0. */
  labelSmoothing?: number | undefined
}

interface Settings {
  weight: Tensor | undefined
  ignoreIndex: number
  reduction: Reduction
  labelSmoothing: number
}

/** What a loss over classes needs to know of its operands: [batch, classes, inner]. */
interface Layout {
  batch: number
  classes: number
  inner: number
}

const DEFAULTS: Settings = { weight: undefined, ignoreIndex: -100, reduction: 'mean', labelSmoothing: 0 }

/**
 * −ln softmax(logits)[target], the loss of a classifier. Same as torch.nn.functional.cross_entropy.
 *
 * @param logits [N, C, …] or [C]
 * @param target class indices, int32 [N, …] or [], or probabilities of logits' shape
 * @throws IndexError when a label is outside 0 … C − 1 and not `ignoreIndex`
 */
export function crossEntropy(logits: Tensor, target: Tensor, options?: CrossEntropyOptions): Tensor {
  const settings = withDefaults<Settings>('crossEntropy', options, DEFAULTS)
  const { labelSmoothing } = settings
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ValueError('crossEntropy', { expected: 'labelSmoothing from 0 to 1', got: nameOf(labelSmoothing) })
  }
  assertReal('crossEntropy', logits, 'logits')
  assertTensor('crossEntropy', target, 'target')
  const byProbability = target.dtype === realDType && sameShape(target.shape, logits.shape)
  return composite(() =>
    byProbability
      ? probabilityCrossEntropy(logits, target, settings)
      : classLoss('crossEntropy', logits, target, settings),
  )
}

/**
 * −logProbabilities[target], for what logSoftmax made. Same as torch.nn.functional.nll_loss.
 *
 * @param logProbabilities [N, C, …] or [C]
 * @param target class indices, int32 [N, …] or []
 * @throws IndexError when a label is outside 0 … C − 1 and not `ignoreIndex`
 */
export function nllLoss(logProbabilities: Tensor, target: Tensor, options?: NllLossOptions): Tensor {
  const { weight, ignoreIndex, reduction } = withDefaults('nllLoss', options, {
    weight: DEFAULTS.weight,
    ignoreIndex: DEFAULTS.ignoreIndex,
    reduction: DEFAULTS.reduction,
  })
  assertReal('nllLoss', logProbabilities)
  const settings = { weight, ignoreIndex, reduction, labelSmoothing: 0 }
  return composite(() => classLoss('nllLoss', logProbabilities, target, settings))
}

type Op = 'crossEntropy' | 'nllLoss'

function classLoss(op: Op, input: Tensor, target: Tensor, settings: Settings): Tensor {
  readReduction(op, settings.reduction)
  const layout = layoutOf(op, input)
  const { weight } = settings
  checkWeight(op, weight, layout.classes)
  checkTarget(op, input, target, settings, layout)
  const logp = op === 'crossEntropy' ? logProbabilities(op, input, layout) : input
  const { losses, weights } = rows(op, logp, target, settings, layout)
  const total = settings.reduction === 'mean' ? sum(weights) : null
  const y =
    settings.reduction === 'none'
      ? losses
      : settings.reduction === 'sum'
        ? sum(losses)
        : div(sum(losses), total as Tensor)
  if (isRecorded(input)) {
    const tensors = [target, ...(op === 'crossEntropy' ? [logp] : []), ...(weight === undefined ? [] : [weight])]
    record(op, [input], [y], tensors, { logp, target, total }, ([dy], saved) => {
      const upstream = saved.total === null ? (dy as Tensor) : div(dy as Tensor, saved.total)
      const scale = expandTo(upstream, target.shape)
      return [gradient(op, saved.logp, saved.target, scale, input, settings, layout)]
    })
  }
  return y
}

function logProbabilities(op: Op, x: Tensor, { batch, classes, inner }: Layout): Tensor {
  beginOperation()
  const source = pointer(x, op)
  const logp = emptyTensor(x.shape, x.size, x.dtype, op)
  check(kernels.log_softmax(source, logp.storage.address, batch, classes, inner))
  return logp
}

/** Each target's loss and weight, in the target's shape. */
function rows(op: Op, logp: Tensor, target: Tensor, settings: Settings, { batch, classes, inner }: Layout) {
  const { weight, ignoreIndex, labelSmoothing } = settings
  beginOperation()
  const source = pointer(logp, op)
  const labels = pointer(target, op)
  const factors = weight === undefined ? 0 : pointer(weight, op)
  const losses = emptyTensor(target.shape, target.size, logp.dtype, op)
  const weights = emptyTensor(target.shape, target.size, logp.dtype, op)
  const [a, b] = [losses.storage.address, weights.storage.address]
  check(kernels.nll_rows(source, labels, factors, a, b, batch, classes, inner, ignoreIndex, labelSmoothing))
  return { losses, weights }
}

function gradient(
  op: Op,
  logp: Tensor,
  target: Tensor,
  scale: Tensor,
  input: Tensor,
  { weight, ignoreIndex, labelSmoothing }: Settings,
  { batch, classes, inner }: Layout,
): Tensor {
  beginOperation()
  const labels = pointer(target, op)
  const factors = weight === undefined ? 0 : pointer(weight, op)
  const scales = pointer(scale, op)
  const source = op === 'crossEntropy' ? pointer(logp, op) : 0
  const dx = emptyTensor(input.shape, input.size, input.dtype, op)
  const to = dx.storage.address
  const sizes = [batch, classes, inner, ignoreIndex, labelSmoothing] as const
  if (op === 'crossEntropy') check(kernels.cross_entropy_backward(source, labels, factors, scales, to, ...sizes))
  else check(kernels.nll_backward(labels, factors, scales, to, ...sizes))
  return dx
}

/** −Σ_c target_c · weight_c · ln softmax(logits)_c, the target smoothed first. */
function probabilityCrossEntropy(logits: Tensor, target: Tensor, settings: Settings): Tensor {
  const op = 'crossEntropy'
  const { batch, classes, inner } = layoutOf(op, logits)
  const { labelSmoothing, weight, reduction } = settings
  checkWeight(op, weight, classes)
  const classDim = logits.ndim === 1 ? 0 : 1
  const smooth = labelSmoothing === 0 ? target : add(mul(target, 1 - labelSmoothing), labelSmoothing / classes)
  const shape = logits.shape.map((_, i) => (i === classDim ? classes : 1))
  const weighted = weight === undefined ? smooth : mul(smooth, reshape(weight, shape))
  const losses = neg(sum(mul(weighted, logSoftmax(logits, classDim)), { dim: classDim }))
  return reduction === 'mean' ? div(sum(losses), batch * inner) : reduceLoss(op, losses, reduction)
}

function layoutOf(op: string, input: Tensor): Layout {
  if (input.ndim === 0) {
    throw new ShapeError(op, { expected: 'an input of shape [N, C, …] or [C]', got: show(input.shape) })
  }
  const [batch, classes, inner] = around(input.shape, input.ndim === 1 ? 0 : 1)
  return { batch, classes, inner }
}

function checkWeight(op: string, weight: Tensor | undefined, classes: number): void {
  if (weight === undefined) return
  assertReal(op, weight, 'weight')
  if (weight.size !== classes || weight.ndim !== 1) {
    throw new ShapeError(op, { expected: `weight of shape [${classes}], one for each class`, got: show(weight.shape) })
  }
}

function checkTarget(op: string, input: Tensor, target: Tensor, settings: Settings, layout: Layout): void {
  assertTensor(op, target, 'target')
  if (target.dtype === realDType) {
    throw new DTypeError(op, {
      expected: `class indices of dtype int32, or probabilities of shape ${show(input.shape)}`,
      got: `${target.dtype} of shape ${show(target.shape)}`,
      remedy: "Make labels from an Int32Array or with { dtype: 'int32' }",
    })
  }
  assertInt32(op, target, 'target')
  const expected = input.ndim === 1 ? [] : input.shape.filter((_, i) => i !== 1)
  if (!sameShape(target.shape, expected)) {
    throw new ShapeError(op, {
      expected: `target of shape ${show(expected)} for an input of shape ${show(input.shape)}`,
      got: show(target.shape),
    })
  }
  beginOperation()
  const bad = kernels.find_outside(pointer(target, op), target.size, layout.classes, settings.ignoreIndex, 1)
  if (bad === -1) return
  check(bad === -2 ? 1 : 0)
  throw new IndexError(op, {
    expected: `labels from 0 to ${layout.classes - 1}`,
    got: `${data(target)[bad]} at position ${bad}`,
    remedy: `The input has ${layout.classes} classes; labels start at 0`,
  })
}
