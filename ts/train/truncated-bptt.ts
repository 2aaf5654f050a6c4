import { detach } from '../autograd/backward.js'
import { NonFiniteError, ShapeError, ValueError } from '../errors.js'
import type { Module } from '../nn/module.js'
import { clipGradNorm } from '../nn/utils.js'
import { narrow } from '../ops/slice.js'
import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { type BatchSource, checkBatchSource, toLabelledBatch } from './batches.js'
import { Breather } from './breather.js'
import { checkModel } from './evaluate.js'
import { checkLoss, computeLoss, type Loss } from './loss.js'
import { parametersOf, type TrainedOptimizer } from './trained-optimizer.js'

/** What a model carries from window to window: a tensor, or lists of such, as `[hN, cN]`. */
export type RecurrentState = Tensor | readonly RecurrentState[]

export interface TruncatedBpttOptions<Output = Tensor, Target = Tensor> {
  optimizer: TrainedOptimizer
  /** Of a window's output and target; gives one element. */
  loss: Loss<Output, Target>
  /** Steps through which gradients flow: longer windows are cut. Default: windows are taken as they come. */
  steps?: number | undefined
  /** Whether inputs are [B, T, …]; only asked when windows are cut. Default false. */
  batchFirst?: boolean | undefined
  /** Before the first window. Default: none, which a recurrent layer takes for zeros. */
  state?: RecurrentState | undefined
  /** Gradients are scaled to at most this norm before each step. */
  clipGradNorm?: number | undefined
}

/** What became of one window. */
export interface TrainedWindow {
  /** Its number, from 0 on. */
  readonly window: number
  readonly loss: number
  /** Before clipping; NaN without `clipGradNorm`. */
  readonly gradientNorm: number
  /** What the next window begins with, detached. */
  readonly state: RecurrentState
}

/**
 * Trains on long sequences in windows: the state is carried on from one to the next, the gradient is not. One optimizer
 * step a window; each is told of as it is done, and whoever stops iterating stops the training:
 *
 * ```ts
 * const stream = data.windows(text, { steps: 64, batch: 32 })
 * for await (const { window, loss } of train.truncatedBptt(model, stream, { optimizer, loss: crossEntropy })) …
 * ```
 *
 * The model's `forward(input, state)` returns `[output, state]`, with `state` undefined at first, as `nn.RNN`, `nn.LSTM`
 * and `nn.GRU` do. No torch equivalent. Source: Williams and Peng, "An efficient gradient-based algorithm for on-line
 * training of recurrent network trajectories", 1990.
 *
 * @param stream windows `[input, target]` in order, row b of each going on where row b of the one before ended; or one
 *   such pair, to be cut by `steps`
 * @throws NonFiniteError when a loss or a gradient is not finite, before the parameters change; TypeError, ValueError
 */
export function truncatedBptt<Output = Tensor, Target = Tensor>(
  model: Module,
  stream: BatchSource | readonly [Tensor, Tensor],
  options: TruncatedBpttOptions<Output, Target>,
): AsyncGenerator<TrainedWindow, void, undefined> {
  const op = 'truncatedBptt'
  checkModel(op, model)
  checkBatchSource(op, 'stream', stream)
  const unset = { optimizer: undefined, loss: undefined, steps: undefined, state: undefined, clipGradNorm: undefined }
  const settings = withDefaults<object>(op, options ?? {}, { ...unset, batchFirst: false }) as Settings<Output, Target>
  checkLoss(op, settings.loss)
  if (typeof settings.optimizer?.step !== 'function') {
    throw new TypeError(`${op}: expected 'optimizer' to be an optimizer, got ${nameOf(settings.optimizer)}`)
  }
  if (settings.steps !== undefined) assertWhole(op, 'steps', settings.steps, 1)
  const isPair = Array.isArray(stream) && stream.length === 2 && stream.every((part) => part instanceof Tensor)
  if (isPair && settings.steps === undefined) {
    throw new ValueError(op, { expected: 'the number of steps of a window, for one pair of tensors', got: 'none' })
  }
  return run(op, model, isPair ? [stream] : (stream as BatchSource), settings)
}

type Settings<Output, Target> = TruncatedBpttOptions<Output, Target> & { batchFirst: boolean }

async function* run<Output, Target>(
  op: string,
  model: Module,
  stream: BatchSource,
  settings: Settings<Output, Target>,
): AsyncGenerator<TrainedWindow, void, undefined> {
  const { optimizer, loss, clipGradNorm: maxNorm } = settings
  const forward = model.forward as (...inputs: readonly unknown[]) => [Output, RecurrentState]
  const breather = new Breather()
  let { state } = settings
  let window = 0
  for await (const batch of stream) {
    for (const [input, target] of cut(op, batch, settings)) {
      const [output, next] = pairOf(op, forward.call(model, input, state)) as [Output, RecurrentState]
      const value = computeLoss(op, loss, output, target as Target)
      const figure = value.item()
      if (!Number.isFinite(figure)) throw notFinite(op, 'loss', figure, window)
      optimizer.zeroGrad()
      value.backward()
      let gradientNorm = Number.NaN
      if (maxNorm !== undefined) {
        gradientNorm = clipGradNorm(parametersOf(optimizer), maxNorm)
        if (!Number.isFinite(gradientNorm)) throw notFinite(op, 'gradient norm', gradientNorm, window)
      }
      optimizer.step()
      state = detached(op, next)
      yield { window, loss: figure, gradientNorm, state }
      window++
      const rest = breather.rest()
      if (rest !== undefined) await rest
    }
  }
}

/** The windows of at most `steps` steps of a longer one. */
function* cut(
  op: string,
  batch: unknown,
  { steps, batchFirst }: Settings<never, never>,
): Generator<[unknown, unknown]> {
  const { inputs, target } = toLabelledBatch(op, batch)
  const [input] = inputs
  if (steps === undefined) {
    yield [input, target]
    return
  }
  const axis = batchFirst ? 1 : 0
  const [x, y] = [input, target].map((part) => {
    if (part instanceof Tensor && part.ndim > axis) return part
    const got = part instanceof Tensor ? `one of shape ${show(part.shape)}` : nameOf(part)
    throw new TypeError(`${op}: expected a tensor with a time axis (${axis}) to cut into windows, got ${got}`)
  }) as [Tensor, Tensor]
  const length = x.shape[axis] as number
  if (y.shape[axis] !== length) {
    throw new ShapeError(op, {
      expected: `a target of as many steps as the input, ${length} along axis ${axis}`,
      got: show(y.shape),
    })
  }
  for (let start = 0; start < length; start += steps) {
    const count = Math.min(steps, length - start)
    yield [narrow(x, axis, start, count), narrow(y, axis, start, count)]
  }
}

function pairOf(op: string, result: unknown): readonly unknown[] {
  if (Array.isArray(result) && result.length >= 2) return result
  throw new TypeError(`${op}: expected the model to return [output, state], got ${nameOf(result)}`)
}

function detached(op: string, state: unknown): RecurrentState {
  if (state instanceof Tensor) return detach(state)
  if (Array.isArray(state)) return state.map((part) => detached(op, part))
  throw new TypeError(`${op}: expected the model’s state as tensors, got ${nameOf(state)}`)
}

function notFinite(op: string, what: string, value: number, window: number): NonFiniteError {
  return new NonFiniteError(op, {
    expected: `a finite ${what}`,
    got: `${value} at window ${window}`,
    remedy: 'Lower the learning rate, or pass clipGradNorm',
  })
}
