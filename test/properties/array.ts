import { expect } from 'vitest'
import { expectClose } from '../fixtures/expect-close.js'
import type { Library, Precision, Tolerance } from '../fixtures/precision.js'

type Tensor = ReturnType<Library['tensor']>
export type Index = readonly number[]

/**
 * Numbers with a shape, row-major, in doubles: what tensors are compared with. Everything about them is said by index
 * arithmetic, one element at a time, so that nothing here shares a mistake with strides and kernels.
 */
export interface Numbers {
  readonly shape: readonly number[]
  readonly values: Float64Array<ArrayBuffer>
}

export const countOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)

/** Every index of a shape, the last dimension fastest. */
export function* indicesOf(shape: readonly number[]): Generator<number[]> {
  const index = shape.map(() => 0)
  for (let left = countOf(shape); left > 0; left--) {
    yield [...index]
    for (let d = shape.length - 1; d >= 0; d--) {
      index[d] = (index[d] as number) + 1
      if ((index[d] as number) < (shape[d] as number)) break
      index[d] = 0
    }
  }
}

export function build(shape: readonly number[], value: (index: number[]) => number): Numbers {
  const values = new Float64Array(countOf(shape))
  let i = 0
  for (const index of indicesOf(shape)) values[i++] = value(index)
  return { shape, values }
}

export function positionOf(shape: readonly number[], index: Index): number {
  return shape.reduce((position, size, d) => position * size + (index[d] as number), 0)
}

export const at = ({ shape, values }: Numbers, index: Index): number => values[positionOf(shape, index)] as number

/** Where an element of a broadcast result comes from: dimensions are counted from the last, sizes of 1 stay at 0. */
export function sourceOf(shape: readonly number[], index: Index): number[] {
  const skipped = index.length - shape.length
  return shape.map((size, d) => (size === 1 ? 0 : (index[skipped + d] as number)))
}

export const broadcastAt = (x: Numbers, index: Index): number => at(x, sourceOf(x.shape, index))

/** The common shape, undefined where there is none. */
export function broadcastShape(...shapes: (readonly number[])[]): number[] | undefined {
  const rank = Math.max(...shapes.map((shape) => shape.length))
  const result: number[] = []
  for (let d = 0; d < rank; d++) {
    const sizes = new Set(shapes.map((shape) => shape[d - rank + shape.length] ?? 1))
    sizes.delete(1)
    if (sizes.size > 1) return undefined
    result.push([...sizes][0] ?? 1)
  }
  return result
}

/** The counterpart of broadcasting: every element added to where it came from. */
export function sumTo(shape: readonly number[], x: Numbers): Numbers {
  const values = new Float64Array(countOf(shape))
  for (const index of indicesOf(x.shape)) {
    const position = positionOf(shape, sourceOf(shape, index))
    values[position] = (values[position] as number) + at(x, index)
  }
  return { shape, values }
}

/** Same as torch.matmul, one product at a time. */
export function matrixProduct(a: Numbers, b: Numbers): Numbers {
  const left = a.shape.length === 1 ? { ...a, shape: [1, ...a.shape] } : a
  const right = b.shape.length === 1 ? { ...b, shape: [...b.shape, 1] } : b
  const inner = left.shape.at(-1) as number
  const stack = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2)) as number[]
  const shape = [...stack, left.shape.at(-2) as number, right.shape.at(-1) as number]
  const product = build(shape, (index) => {
    const [i, j] = index.slice(-2) as [number, number]
    const above = index.slice(0, -2)
    const row = [...sourceOf(left.shape.slice(0, -2), above), i]
    const before = sourceOf(right.shape.slice(0, -2), above)
    let sum = 0
    for (let k = 0; k < inner; k++) sum += at(left, [...row, k]) * at(right, [...before, k, j])
    return sum
  })
  const dropped = shape.filter(
    (_, d) => !(a.shape.length === 1 && d === shape.length - 2) && !(b.shape.length === 1 && d === shape.length - 1),
  )
  return { ...product, shape: dropped }
}

/** The numbers as a tensor of the library. */
export function toTensor(library: Library, { shape, values }: Numbers, requiresGrad = false): Tensor {
  return library.tensor(values, { shape: [...shape], requiresGrad })
}

const EXACT: Tolerance = { rtol: 0, atol: 0 }

/** A real tensor holds these numbers, to the bit where no tolerance is given. */
export function expectNumbers(
  actual: Tensor,
  { shape, values }: Numbers,
  { float }: Precision,
  what: string,
  tolerance = EXACT,
): void {
  expectClose(actual, { kind: 'float', shape: [...shape], values }, tolerance, float, what)
}

/** The gradient that reached a leaf is this one. */
export function expectGradient(leaf: Tensor, numbers: Numbers, precision: Precision, what: string, tolerance = EXACT) {
  const { grad } = leaf
  if (grad === null) expect.fail(`no gradient reached ${what}`)
  expectNumbers(grad, numbers, precision, `gradient of ${what}`, tolerance)
}
