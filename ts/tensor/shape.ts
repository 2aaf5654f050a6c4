import { IndexError, ShapeError } from '../errors.js'
import { nameOf } from '../options.js'

export type Shape = readonly number[]

/** Bytes beyond which no memory of this library reaches. */
const LIMIT_ELEMENTS = 2 ** 32 - 1
const MAX_RANK = 8

/**
 * The number of elements of a shape.
 *
 * @throws ShapeError when a size is no whole number ≥ 0, the rank exceeds 8, or no memory could hold the elements
 */
export function sizeOf(op: string, shape: Shape): number {
  if (shape.length > MAX_RANK) {
    throw new ShapeError(op, { expected: `at most ${MAX_RANK} dimensions`, got: `${shape.length} in ${show(shape)}` })
  }
  let size = 1
  let empty = false
  for (const dim of shape) {
    if (!Number.isSafeInteger(dim) || dim < 0) {
      throw new ShapeError(op, { expected: 'sizes that are whole numbers of at least 0', got: show(shape) })
    }
    if (dim === 0) empty = true
    else size *= dim
  }
  if (size > LIMIT_ELEMENTS) {
    throw new ShapeError(op, {
      expected: `a shape of at most ${LIMIT_ELEMENTS} elements`,
      got: `${show(shape)}, which has ${size}`,
      remedy: 'Split the work into smaller tensors',
    })
  }
  return empty ? 0 : size
}

/** Checks what a user passed as a shape and makes it this library's own copy. @throws TypeError, ShapeError */
export function toShape(op: string, shape: unknown): number[] {
  if (!Array.isArray(shape) || !shape.every((dim) => typeof dim === 'number')) {
    throw new TypeError(`${op}: expected a shape as an array of numbers, got ${nameOf(shape)}`)
  }
  sizeOf(op, shape)
  return [...shape]
}

/** A dimension counted from the front; negative ones count from the end. @throws IndexError */
export function toDim(op: string, dim: unknown, rank: number): number {
  if (typeof dim !== 'number') throw new TypeError(`${op}: expected a dimension as a number, got ${nameOf(dim)}`)
  const bound = Math.max(rank, 1)
  if (!Number.isInteger(dim) || dim < -bound || dim >= bound) {
    throw new IndexError(op, { expected: `a dimension from ${-bound} to ${bound - 1}`, got: String(dim) })
  }
  return dim < 0 ? dim + bound : dim
}

/** Several dimensions, counted from the front, in ascending order. @throws IndexError when one is named twice */
export function toDims(op: string, dims: number | readonly number[], rank: number): number[] {
  if (typeof dims !== 'number' && !Array.isArray(dims)) {
    throw new TypeError(`${op}: expected a dimension as a number, or an array of them, got ${nameOf(dims)}`)
  }
  const list = (typeof dims === 'number' ? [dims] : [...dims]).map((dim) => toDim(op, dim, rank))
  list.sort((a, b) => a - b)
  if (new Set(list).size !== list.length) {
    throw new IndexError(op, { expected: 'each dimension once', got: show(list), remedy: 'Name each dimension once' })
  }
  return list
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/**
 * The shape that both broadcast to: sizes are compared from the last dimension on, and 1 stretches.
 *
 * @throws ShapeError when two sizes differ and neither is 1
 */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const result = new Array<number>(rank)
  for (let i = 1; i <= rank; i++) {
    const x = a[a.length - i] ?? 1
    const y = b[b.length - i] ?? 1
    if (x !== y && x !== 1 && y !== 1) {
      throw new ShapeError(op, {
        expected: 'shapes that broadcast: equal sizes, or 1, counted from the last dimension',
        got: `${show(a)} and ${show(b)}`,
        remedy: 'Reshape one of them, or insert a dimension of size 1 with unsqueeze',
      })
    }
    result[rank - i] = x === 1 ? y : x
  }
  sizeOf(op, result)
  return result
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride
    stride *= shape[i] as number
  }
  return strides
}

/** Strides with which a contiguous tensor of `shape` is read as if it had the shape `target`: 0 where it stretches. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const own = stridesOf(shape)
  const skipped = target.length - shape.length
  return target.map((_, i) => (i < skipped || shape[i - skipped] === 1 ? 0 : (own[i - skipped] as number)))
}

export function show(shape: Shape): string {
  return `[${shape.join(', ')}]`
}
