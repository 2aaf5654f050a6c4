import { ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { type Shape, show } from './shape.js'

/** Arrays of arrays … of elements, all branches of the same length. */
export type Nested<Element> = readonly Element[] | readonly Nested<Element>[]

/** The shape that nested arrays spell out. @throws ShapeError when branches differ in length or depth */
export function shapeOfNested(op: string, data: unknown): number[] {
  const shape: number[] = []
  for (let level = data; isList(level); level = level[0]) {
    shape.push(level.length)
    if (level.length === 0) break
  }
  checkBranch(op, data, shape, 0)
  return shape
}

/** The elements of nested arrays in row-major order. */
export function flattenNested(data: unknown, into: unknown[] = []): unknown[] {
  if (isList(data)) for (let i = 0; i < data.length; i++) flattenNested(data[i], into)
  else into.push(data)
  return into
}

/** The nested arrays that a shape and its elements make; a lone element for no dimensions. */
export function nest<Element>(elements: ArrayLike<Element>, shape: Shape): unknown {
  let position = 0
  const build = (dim: number): unknown => {
    if (dim === shape.length) return elements[position++]
    return Array.from({ length: shape[dim] as number }, () => build(dim + 1))
  }
  return build(0)
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function checkBranch(op: string, branch: unknown, shape: number[], depth: number): void {
  const expected = shape[depth]
  if (expected === undefined) {
    if (isList(branch)) throw ragged(op, `a number at depth ${depth}`, nameOf(branch), shape)
    return
  }
  if (!isList(branch)) throw ragged(op, `an array of ${expected} at depth ${depth}`, nameOf(branch), shape)
  if (branch.length !== expected) {
    throw ragged(op, `an array of ${expected} at depth ${depth}`, `one of ${branch.length}`, shape)
  }
  for (let i = 0; i < expected; i++) checkBranch(op, branch[i], shape, depth + 1)
}

function ragged(op: string, expected: string, got: string, shape: number[]): ShapeError {
  const remedy = `All branches must have one length; the first ones spell the shape ${show(shape)}`
  return new ShapeError(op, { expected, got, remedy })
}
