import type { Backward } from '../autograd/node.js'
import { record } from '../autograd/record.js'
import { ShapeError, ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite, writable } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import {
  AFFINE_DEFAULTS,
  type Affine,
  type AffineOperands,
  type AffineOptions,
  affineGradients,
  checkAffine,
  isAnyRecorded,
  operandsOf,
  optionalPointer,
  savedOf,
} from './declare/affine.js'
import { assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { checkRunning, type Running } from './declare/running-statistics.js'

/** weight and bias have one element for each channel, [C]. */
export interface BatchNormOptions extends AffineOptions {
  /** Whether to take mean and variance of the batch, and to move the running ones. Default false. */
  training?: boolean | undefined
  /** By which share the running statistics move towards those of the batch. Default 0.1. */
  momentum?: number | undefined
}

interface Layout {
  batch: number
  channels: number
  inner: number
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias for each channel, mean and variance (with divisor n) over batch and
 * places while training, else the running ones. Same as torch.nn.functional.batch_norm. Source: Ioffe and Szegedy,
 * "Batch Normalization", 2015.
 *
 * While training, running ← (1 − momentum)·running + momentum·batch in place, the variance with divisor n − 1.
 *
 * @param x           [N, C, …]
 * @param runningMean [C]; both running statistics or neither, which training alone allows
 * @throws ShapeError when shapes do not fit, ValueError when training on one value per channel, DTypeError when not real
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | undefined,
  runningVar: Tensor | undefined,
  options?: BatchNormOptions,
): Tensor {
  const op = 'batchNorm'
  const { training, momentum, ...affine } = withDefaults(op, options, {
    ...AFFINE_DEFAULTS,
    training: false,
    momentum: 0.1,
  })
  assertReal(op, x)
  if (x.ndim < 2) throw new ShapeError(op, { expected: 'an input of shape [N, C, …]', got: show(x.shape) })
  const [batch, channels, inner] = around(x.shape, 1)
  const running = checkRunning(op, runningMean, runningVar, channels)
  checkAffine(op, affine, [channels])
  if (training) checkTraining(op, x, affine, running, batch * inner)
  else if (running === null) {
    throw new ValueError(op, { expected: 'running statistics when not training', got: 'none' })
  }
  return normalizeChannels(op, x, affine, running, training ? momentum : null, { batch, channels, inner })
}

function checkTraining(op: string, x: Tensor, affine: Affine, running: Running | null, count: number): void {
  if (count === 1) {
    throw new ValueError(op, {
      expected: 'more than one value per channel when training',
      got: `an input of shape ${show(x.shape)}`,
      remedy: 'Train with larger batches (dropLast drops a small last one), or call eval() first',
    })
  }
  if (affine.eps === 0) throw new ValueError(op, { expected: 'eps above 0 when training', got: '0' })
  if (running === null) return
  const others = [x, affine.weight, affine.bias, running.mean].map((t) => t?.storage)
  if (others.includes(running.variance.storage) || others.indexOf(running.mean.storage) < 3) {
    throw new ValueError(op, {
      expected: 'running statistics with memory of their own',
      got: 'two operands that share theirs',
      remedy: 'Take a clone() of one of them',
    })
  }
}

/** The one place that calls the kernels; with `momentum` null by the running statistics as they are. */
export function normalizeChannels(
  op: string,
  x: Tensor,
  { weight, bias, eps }: Affine,
  running: Running | null,
  momentum: number | null,
  layout: Layout,
): Tensor {
  const { batch, channels, inner } = layout
  return composite(() => {
    beginOperation()
    const source = pointer(x, op)
    const factors = optionalPointer(weight, op)
    const offsets = optionalPointer(bias, op)
    const mean = optionalPointer(running?.mean, op)
    const variance = optionalPointer(running?.variance, op)
    const statistics = emptyTensor([3, channels], 3 * channels, x.dtype, op)
    const y = emptyTensor(x.shape, x.size, x.dtype, op)
    const [to, kept] = [y.storage.address, statistics.storage.address]
    if (momentum === null) {
      check(
        kernels.batch_norm_inference(source, mean, variance, factors, offsets, to, kept, batch, channels, inner, eps),
      )
    } else {
      const sizes = [batch, channels, inner, eps, momentum] as const
      if (running !== null) for (const t of [running.mean, running.variance]) writable(t, op)
      check(kernels.batch_norm(source, factors, offsets, to, kept, mean, variance, ...sizes))
    }
    const operands = { x, weight, bias }
    if (isAnyRecorded(operands)) {
      const saved = { op, ...operands, statistics, layout, ofBatch: momentum !== null }
      record(op, operandsOf(operands), [y], savedOf(operands, statistics), saved, derivative)
    }
    return y
  })
}

interface Saved extends AffineOperands {
  op: string
  /** [3, C]: the means in two parts, and one over the deviations. */
  statistics: Tensor
  layout: Layout
  /** Whether mean and variance depend on x. */
  ofBatch: boolean
}

/**
 * dx = weight/deviation·(dy − mean(dy) − x̂·mean(dy·x̂)), or weight/deviation·dy by running statistics;
 * dweight = Σ dy·x̂; dbias = Σ dy
 */
const derivative: Backward<Saved> = ([dy], saved, needs) => {
  const { op, x, weight, statistics, layout, ofBatch } = saved
  const { batch, channels, inner } = layout
  beginOperation()
  const source = pointer(x, op)
  const upstream = pointer(dy as Tensor, op)
  const factors = optionalPointer(weight, op)
  const kept = pointer(statistics, op)
  const sizes = [batch, channels, inner, ofBatch] as const
  return affineGradients(op, saved, needs, (dx, dweight, dbias) =>
    kernels.batch_norm_backward(source, upstream, factors, kept, dx, dweight, dbias, ...sizes),
  )
}
