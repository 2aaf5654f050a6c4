import { noGrad } from '../autograd/grad-mode.js'
import { ShapeError, ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { overwrite } from '../tensor/read.js'
import { show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { normalizeChannels } from './batch-norm.js'
import { lerp } from './combination.js'
import { AFFINE_DEFAULTS, type AffineOptions, checkAffine } from './declare/affine.js'
import { normalizeRows } from './declare/normalize-rows.js'
import { assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { checkRunning, type Running } from './declare/running-statistics.js'
import { mean } from './reduction.js'
import { reshape } from './reshape.js'
import { variance } from './statistics.js'

/** weight and bias have one element for each channel, [C]. */
export interface InstanceNormOptions extends AffineOptions {
  /** [C]; both running statistics or neither. Default: none. */
  runningMean?: Tensor | undefined
  /** [C] */
  runningVar?: Tensor | undefined
  /** Whether to take mean and variance of the input, and to move the running ones. Default true. */
  useInputStats?: boolean | undefined
  /** By which share the running statistics move towards those of the input. Default 0.1. */
  momentum?: number | undefined
}

const DEFAULTS = {
  ...AFFINE_DEFAULTS,
  runningMean: undefined as Tensor | undefined,
  runningVar: undefined as Tensor | undefined,
  useInputStats: true,
  momentum: 0.1,
}

/**
 * y = (x − mean)/√(variance + eps)·weight + bias, mean and variance (with divisor n) over all places of a channel of one
 * sample. Same as torch.nn.functional.instance_norm. Source: Ulyanov, Vedaldi and Lempitsky, "Instance Normalization",
 * 2016.
 *
 * Running statistics move towards the samples' average in place, the variance with divisor n − 1; with `useInputStats`
 * false the input is normalized by them.
 *
 * @param x [N, C, …]
 * @throws ShapeError when shapes do not fit, ValueError for one place per channel, DTypeError when not real
 */
export function instanceNorm(x: Tensor, options?: InstanceNormOptions): Tensor {
  const op = 'instanceNorm'
  const { runningMean, runningVar, useInputStats, momentum, ...affine } = withDefaults(op, options, DEFAULTS)
  assertReal(op, x)
  if (x.ndim < 2) throw new ShapeError(op, { expected: 'an input of shape [N, C, …]', got: show(x.shape) })
  const [batch, channels, inner] = around(x.shape, 1)
  const running = checkRunning(op, runningMean, runningVar, channels)
  checkAffine(op, affine, [channels])
  if (!useInputStats) {
    if (running !== null) return normalizeChannels(op, x, affine, running, null, { batch, channels, inner })
    throw new ValueError(op, { expected: 'running statistics when useInputStats is false', got: 'none' })
  }
  if (inner === 1) {
    throw new ValueError(op, {
      expected: 'more than one value per channel and sample',
      got: `an input of shape ${show(x.shape)}`,
    })
  }
  const y = normalizeRows(op, x, affine, { batch, groups: channels, channels: 1, inner, centered: true })
  if (running !== null && x.size > 0) updateRunning(op, x, running, momentum, [batch, channels, inner])
  return y
}

/** running ← (1 − momentum)·running + momentum·(average over the samples) */
function updateRunning(op: string, x: Tensor, running: Running, momentum: number, shape: number[]): void {
  noGrad(() => {
    const places = reshape(x, shape)
    const seen = { mean: mean(places, { dim: 2 }), variance: variance(places, { dim: 2 }) }
    for (const key of ['mean', 'variance'] as const) {
      overwrite(running[key], lerp(running[key], mean(seen[key], { dim: 0 }), momentum), op)
    }
  })
}
