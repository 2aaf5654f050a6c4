import { NonFiniteError } from '../errors.js'
import { nameOf } from '../options.js'
import { realView } from '../runtime/linear-memory.js'
import { realDType } from '../runtime/precision.js'
import { releaseTensor } from '../tensor/lifetime.js'
import { show } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import type { Node } from './node.js'

/** How many `detectAnomaly` are running: one may contain another, and those of promises may overlap. */
let running = 0

/** Whether results and gradients are looked at as they come. */
export let detecting = false

/** Operations that hand on numbers they were given: an infinity in their result was meant, as in a mask. */
const SELECTING = new Set(['where', 'maskedFill', 'pad', 'clamp', 'maximum', 'minimum', 'scatter'])

/**
 * Runs `fn` and throws at the first operation that makes NaN or an infinity of finite numbers, in the forward pass or,
 * for a `backward` inside, in its derivative; the error then also tells where the operation was recorded. An infinity
 * that an operation was given, such as a mask's, is no anomaly; NaN always is. Slow: for finding a fault.
 * Same as torch.autograd.detect_anomaly, which looks at the backward pass alone.
 *
 * @param fn may be asynchronous: detection ends when its promise settles
 * @throws NonFiniteError naming the operation
 */
export function detectAnomaly<Result>(fn: () => Result): Result {
  if (typeof fn !== 'function') throw new TypeError(`detectAnomaly: expected a function, got ${nameOf(fn)}`)
  detecting = ++running > 0
  let settlesLater = false
  try {
    const result = fn()
    if (result instanceof Promise) {
      settlesLater = true
      return result.finally(end) as Result
    }
    return result
  } finally {
    if (!settlesLater) end()
  }
}

function end(): void {
  detecting = --running > 0
}

/** The lines that led to an operation, for the error of its derivative. */
export function creationStack(): string {
  const lines = (new Error().stack ?? '').split('\n')
  return lines.slice(1).join('\n')
}

/** @throws NonFiniteError when an operation made NaN, or an infinity of finite numbers; its results are released */
export function inspectResults(operation: string, inputs: readonly Tensor[], results: readonly Tensor[]): void {
  for (const y of results) {
    const found = firstNonFinite(y, operation)
    if (found === null || isHandedOn(found, inputs, SELECTING.has(operation), operation)) continue
    const given = inputs.map((x, i) => describe(x, i, operation)).join('; ')
    for (const result of results) releaseTensor(result, 'dispose')
    throw new NonFiniteError(operation, {
      expected: 'finite numbers, as detectAnomaly is on',
      got: `${found.value} at element ${found.index} of the result of shape ${show(y.shape)} from ${given}`,
      remedy: 'The stack of this error shows the call',
    })
  }
}

/** @throws NonFiniteError when a derivative made NaN, or an infinity of finite numbers */
export function inspectGradients(
  op: string,
  node: Node,
  upstream: readonly (Tensor | null)[],
  gradients: readonly (Tensor | null)[],
): void {
  const given = upstream.filter((t) => t !== null)
  for (const [i, gradient] of gradients.entries()) {
    const found = gradient === null || gradient === undefined ? null : firstNonFinite(gradient, op)
    if (found === null || isHandedOn(found, given, false, op)) continue
    const where = node.creation === '' ? '' : `\nThe operation was recorded here:\n${node.creation}\n`
    throw new NonFiniteError(op, {
      expected: `finite gradients from ${node.operation}, as detectAnomaly is on`,
      got: `${found.value} at element ${found.index} of the gradient of its input ${i}${where}`,
      remedy: 'Run the forward pass inside detectAnomaly too to see where the operation was recorded',
    })
  }
}

interface Found {
  value: number
  index: number
}

/** Whether the operation merely passed on what it was given. */
function isHandedOn({ value }: Found, inputs: readonly Tensor[], selects: boolean, op: string): boolean {
  if (Number.isNaN(value)) return false
  return selects || inputs.some((x) => firstNonFinite(x, op) !== null)
}

/** The first NaN, or else the first infinity. */
function firstNonFinite(t: Tensor, op: string): Found | null {
  if (t.dtype !== realDType || t.size === 0) return null
  const elements = realView(pointer(t, op), t.size)
  const nan = elements.findIndex(Number.isNaN)
  const index = nan >= 0 ? nan : elements.findIndex((x) => !Number.isFinite(x))
  return index < 0 ? null : { value: elements[index] as number, index }
}

function describe(x: Tensor, i: number, op: string): string {
  const found = firstNonFinite(x, op)
  const content = found === null ? 'finite' : `${found.value} at element ${found.index}`
  return `input ${i} of shape ${show(x.shape)}, made by ${x.origin} (${content})`
}
