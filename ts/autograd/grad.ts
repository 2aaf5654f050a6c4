import { GraphError, ShapeError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { collect } from '../tensor/collection.js'
import { copyOf } from '../tensor/copy.js'
import { fill } from '../tensor/fill.js'
import { releaseTensor } from '../tensor/lifetime.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'
import { assertRecorded, seedFor } from './backward.js'
import { accumulate, exclusive, type Receiver, runBackward } from './engine.js'
import { type Node, nodeOf } from './node.js'

export interface GradOptions {
  /** dL/d(output), one for each output that has more than one element. */
  gradOutputs?: Tensor | readonly (Tensor | undefined)[] | undefined
  /** Keeps the graph for another pass. Default false. */
  retainGraph?: boolean | undefined
  /** Gives zeros for an input that the output does not depend on, instead of an error. Default false. */
  allowUnused?: boolean | undefined
}

/**
 * The gradients of `output` (or of the sum of several) with respect to `inputs`, without touching any `.grad`.
 * Same as torch.autograd.grad, but that an unused input gives zeros under `allowUnused`.
 *
 * @throws GraphError when an input does not require a gradient, or was not used and `allowUnused` is not set
 */
export function grad(
  output: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions,
): Tensor[] {
  const { gradOutputs, retainGraph, allowUnused } = withDefaults('grad', options, {
    gradOutputs: undefined,
    retainGraph: false,
    allowUnused: false,
  } as { gradOutputs: GradOptions['gradOutputs']; retainGraph: boolean; allowUnused: boolean })
  const outputs = tensorList('output', output)
  const targets = tensorList('inputs', inputs)
  const seeds = gradOutputs === undefined ? [] : gradOutputs instanceof Tensor ? [gradOutputs] : gradOutputs
  if (!Array.isArray(seeds)) {
    throw new TypeError(`grad: expected gradOutputs to be a tensor or an array of tensors, got ${nameOf(gradOutputs)}`)
  }
  if (seeds.length > outputs.length) {
    throw new ShapeError('grad', { expected: `at most ${outputs.length} gradOutputs`, got: String(seeds.length) })
  }
  for (const t of outputs) assertRecorded('grad', t)
  for (const [i, t] of targets.entries()) assertTracked(i, t)

  const found = new Map<Tensor, Tensor>()
  const watched = new Map<Node, Tensor[]>()
  for (const t of targets) {
    const node = nodeOf(t)
    if (node !== null) watched.set(node, [...(watched.get(node) ?? []), t])
  }
  const wanted = new Set(targets)
  const receive = (t: Tensor, gradient: Tensor, result: (gradient: Tensor) => Tensor) => {
    if (!wanted.has(t)) return
    const before = found.get(t)
    if (before !== undefined) return accumulate(before, gradient)
    const own = result(gradient)
    // Exempt from the release of what the backward pass made.
    own.kept = true
    found.set(t, own)
  }
  // A leaf's gradient may become the result itself; that of a recorded tensor is needed further on.
  const leaf: Receiver = (t, gradient) => receive(t, gradient, exclusive)
  const reached: Receiver = (t, gradient) => receive(t, gradient, (needed) => copyOf(needed, 'grad'))
  try {
    for (const [i, t] of outputs.entries()) {
      const seed = seedFor('grad', t, seeds[i])
      const keepGraph = retainGraph || i < outputs.length - 1
      runBackward('grad', t, seed, { retainGraph: keepGraph, leaf, watched, reached })
    }
  } catch (error) {
    for (const gradient of found.values()) releaseTensor(gradient, 'dispose')
    throw error
  }
  return targets.map((t, i) => {
    const gradient = found.get(t)
    if (gradient?.kept) {
      gradient.kept = false
      collect(gradient)
    }
    if (gradient === undefined && !allowUnused) {
      throw new GraphError('grad', {
        expected: 'inputs that the output depends on',
        got: `input ${i}, made by ${t.origin}, which it does not`,
        remedy: 'Leave it out, or pass { allowUnused: true } to get zeros for it',
      })
    }
    return gradient ?? fill(t.shape, 0, t.dtype, 'grad')
  })
}

function assertTracked(i: number, t: Tensor): void {
  assertAlive(t, 'grad')
  if (t.tracked) return
  throw new GraphError('grad', {
    expected: 'inputs that require gradients',
    got: `input ${i}, made by ${t.origin}, which does not`,
    remedy: 'Set its requiresGrad before the output is computed',
  })
}

function tensorList(what: string, value: Tensor | readonly Tensor[]): readonly Tensor[] {
  const list = value instanceof Tensor ? [value] : value
  if (!Array.isArray(list) || list.length === 0 || !list.every((t) => t instanceof Tensor)) {
    throw new TypeError(`grad: expected ${what} to be a tensor or a non-empty array of tensors, got ${nameOf(value)}`)
  }
  return list
}
