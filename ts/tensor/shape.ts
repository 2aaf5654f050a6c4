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
    if (!Number.isInteger(dim) || dim < 0) {
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
  const given = typeof dims === 'number' ? [dims] : dims
  const list = given.map((dim) => toDim(op, dim, rank))
  if (new Set(list).size !== list.length) {
    const counted = list.some((dim, i) => dim !== given[i]) ? `, which is ${show(list)} counted from the front` : ''
    throw new IndexError(op, { expected: 'each dimension once', got: show(given) + counted })
  }
  return list.sort((a, b) => a - b)
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/**
 * The shape that all broadcast to: sizes are compared from the last dimension on, and 1 stretches.
 *
 * @throws ShapeError when sizes differ and neither is 1
 */
export function broadcastShapes(op: string, ...shapes: Shape[]): Shape {
  const [first = []] = shapes
  if (shapes.every((shape) => sameShape(shape, first))) return first
  const rank = Math.max(...shapes.map((shape) => shape.length))
  const result = new Array<number>(rank).fill(1)
  for (const shape of shapes) {
    for (let i = 1; i <= shape.length; i++) {
      const size = shape[shape.length - i] as number
      const before = result[rank - i]
      if (size === 1 || size === before) continue
      if (before !== 1) {
        throw new ShapeError(op, {
          expected: 'shapes that broadcast: equal sizes, or 1, counted from the last dimension',
          got: listed(shapes.map(show)),
          remedy: 'Reshape one of them, or insert a dimension of size 1 with unsqueeze',
        })
      }
      result[rank - i] = size
    }
  }
  sizeOf(op, result)
  return result
}

/** Whether sizes are equal, or 1, counted from the last dimension. */
export function doBroadcast(a: Shape, b: Shape): boolean {
  for (let i = 1; i <= Math.min(a.length, b.length); i++) {
    const [x, y] = [a[a.length - i], b[b.length - i]]
    if (x !== y && x !== 1 && y !== 1) return false
  }
  return true
}

/** `a, b and c`. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
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
