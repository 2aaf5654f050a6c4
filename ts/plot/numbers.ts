import { ShapeError, ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { isNumberArray, type NumberArray } from '../tensor/conversion.js'
import { flattenNested, type Nested, shapeOfNested } from '../tensor/nested.js'
import { data } from '../tensor/read.js'
import { type Shape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { finiteRange } from './finite-range.js'

/** What can be drawn: a tensor, a typed array or nested arrays. */
export type Numbers = Tensor | NumberArray | Nested<number>

/** Numbers in row-major order. Those of plain arrays are not rounded to the precision of tensors. */
export interface Grid {
  readonly values: ArrayLike<number>
  readonly shape: Shape
}

/** @throws TypeError for what holds no numbers, ShapeError for ragged arrays */
export function readNumbers(op: string, input: unknown): Grid {
  if (input instanceof Tensor) return { values: data(input), shape: input.shape }
  if (isNumberArray(input)) return { values: input, shape: [input.length] }
  if (!Array.isArray(input)) throw new TypeError(`${op}: expected a tensor or arrays of numbers, got ${nameOf(input)}`)
  const values = flattenNested(input)
  return { shape: shapeOfNested(op, input), values: values.map((value, i) => numberAt(op, value, i)) }
}

/** The same for one dimension. @throws ShapeError */
export function readVector(op: string, input: unknown, what: string): ArrayLike<number> {
  const { values, shape } = readNumbers(op, input)
  if (shape.length !== 1) throw new ShapeError(op, { expected: `${what} in one dimension`, got: show(shape) })
  return values
}

/** The same for two dimensions with at least one row and one column. @throws ShapeError, ValueError */
export function readMatrix(op: string, input: unknown): { values: ArrayLike<number>; rows: number; columns: number } {
  const { values, shape } = readNumbers(op, input)
  const [rows, columns] = shape
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    // An array without rows has no second dimension to be seen.
    if (values.length === 0) throw new ValueError(op, { expected: 'at least one row and one column', got: show(shape) })
    throw new ShapeError(op, { expected: 'a matrix of shape [H, W]', got: show(shape) })
  }
  if (values.length === 0) throw new ValueError(op, { expected: 'at least one row and one column', got: show(shape) })
  return { values, rows, columns }
}

/** The smallest and the largest of the finite numbers. @throws ValueError when there are none */
export function rangeOf(op: string, values: ArrayLike<number>): [low: number, high: number] {
  const [low, high] = finiteRange(values)
  if (low <= high) return [low, high]
  throw new ValueError(op, {
    expected: 'at least one finite number',
    got: values.length === 0 ? 'none' : 'only NaN and infinities',
  })
}

function numberAt(op: string, value: unknown, position: number): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value)
  throw new TypeError(`${op}: expected a number at position ${position}, got ${nameOf(value)}`)
}
