import { nameOf } from '../options.js'
import { scoped } from '../tensor/scope.js'

/** Whether operations on tracked tensors are recorded. */
export let recording = true

/** Switches recording on or off, and says what it was, so that the caller can set it back. */
export function setRecording(mode: boolean): boolean {
  const before = recording
  recording = mode
  return before
}

/** Runs `fn` with recording switched on or off, whatever happens inside. */
function withRecording<Result>(mode: boolean, fn: () => Result): Result {
  const before = setRecording(mode)
  try {
    return fn()
  } finally {
    setRecording(before)
  }
}

/**
 * Runs `fn` without recording: results do not require gradients, and every tensor made inside is released at the end
 * except what is returned or kept (see `scope`). Same as torch.no_grad, with the memory taken care of.
 *
 * @throws ValueError when `fn` is asynchronous
 */
export function noGrad<Result>(fn: () => Result): Result {
  return withRecording(false, () => scoped('noGrad', fn))
}

/** Runs `fn` with recording switched on again, inside a `noGrad`. Same as torch.enable_grad. */
export function enableGrad<Result>(fn: () => Result): Result {
  if (typeof fn !== 'function') throw new TypeError(`enableGrad: expected a function, got ${nameOf(fn)}`)
  return withRecording(true, fn)
}
