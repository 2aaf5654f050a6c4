import { nameOf, withDefaults } from '../../options.js'
import { check, kernels } from '../../runtime/kernels.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import type { DType } from '../../tensor/dtype.js'
import { releaseTensor, reshapeFresh } from '../../tensor/lifetime.js'
import { type Shape, toDims } from '../../tensor/shape.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'

/** Which dimensions to reduce (all when left out), and whether they stay with size 1. */
export interface ReductionOptions {
  dim?: number | readonly number[] | undefined
  keepdim?: boolean | undefined
}

/** The same where only one dimension makes sense. */
export interface SingleReductionOptions {
  dim?: number | undefined
  keepdim?: boolean | undefined
}

/** Reduces the middle of [outer, length, inner]; `last` says that no further pass follows. */
export type ReductionPass = (
  x: number,
  y: number,
  outer: number,
  length: number,
  inner: number,
  last: boolean,
) => number

/** Σ, and the factor applied to the end result. */
export function sumKernel(scale: number): ReductionPass {
  return (x, y, outer, length, inner, last) => kernels.sum(x, y, outer, length, inner, last ? scale : 1)
}

export function readReductionOptions(
  op: string,
  t: Tensor,
  options: ReductionOptions | undefined,
): { dims: number[]; keepdim: boolean; whole: boolean } {
  const { dim, keepdim } = withDefaults(op, options, { dim: undefined, keepdim: false } as {
    dim: number | readonly number[] | undefined
    keepdim: boolean
  })
  const rank = t.shape.length
  const whole = dim === undefined || (Array.isArray(dim) && dim.length === 0)
  if (whole) return { dims: Array.from({ length: rank }, (_, i) => i), keepdim, whole }
  const dims = toDims(op, dim, rank)
  return { dims: rank === 0 ? [] : dims, keepdim, whole }
}

/** The same for one dimension. @throws TypeError for several */
export function readSingleReductionOptions(
  op: string,
  t: Tensor,
  options: SingleReductionOptions | undefined,
): ReturnType<typeof readReductionOptions> {
  const dim: unknown = options?.dim
  if (dim !== undefined && typeof dim !== 'number') {
    throw new TypeError(`${op}: expected one dimension as a number, got ${nameOf(dim)}`)
  }
  return readReductionOptions(op, t, options)
}

/** The shape after a reduction over `dims`. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): number[] {
  return keepdim ? shape.map((size, i) => (dims.includes(i) ? 1 : size)) : shape.filter((_, i) => !dims.includes(i))
}

/** [outer, length, inner] around one dimension. */
export function around(shape: Shape, dim: number): [number, number, number] {
  const product = (sizes: Shape) => sizes.reduce((a, b) => a * b, 1)
  return [product(shape.slice(0, dim)), shape[dim] ?? 1, product(shape.slice(dim + 1))]
}

/**
 * Reduces over `dims` (ascending), which stay with size 1: one pass for each run of neighbouring dimensions.
 * Not recorded; `dtype` is the result's.
 */
export function reduceDims(
  op: string,
  t: Tensor,
  dims: readonly number[],
  pass: ReductionPass,
  dtype: DType = t.dtype,
): Tensor {
  const shape = [...t.shape]
  const runs = runsOf(dims)
  if (runs.length === 0) runs.push([shape.length, shape.length])
  let current = t
  for (let i = runs.length - 1; i >= 0; i--) {
    const [from, to] = runs[i] as [number, number]
    const length = shape.slice(from, to).reduce((a, b) => a * b, 1)
    const outer = shape.slice(0, from).reduce((a, b) => a * b, 1)
    const inner = shape.slice(to).reduce((a, b) => a * b, 1)
    for (let d = from; d < to; d++) shape[d] = 1
    beginOperation()
    const source = pointer(current, op)
    const y = emptyTensor([...shape], outer * inner, dtype, op)
    check(pass(source, y.storage.address, outer, length, inner, i === 0))
    if (current !== t) releaseTensor(current, 'dispose')
    current = y
  }
  return current
}

/** Runs of neighbouring dimensions, each as [first, one past the last]. */
function runsOf(dims: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const dim of dims) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === dim) last[1] = dim + 1
    else runs.push([dim, dim + 1])
  }
  return runs
}

/** The result in the shape that the caller asked for. */
export function finishReduction(
  op: string,
  reduced: Tensor,
  shape: Shape,
  dims: readonly number[],
  keepdim: boolean,
): Tensor {
  return keepdim ? reduced : reshapeFresh(reduced, reducedShape(shape, dims, false), op)
}
