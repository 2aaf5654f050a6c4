import { ShapeError } from '../errors.js'
import { nameOf } from '../options.js'
import { fromBuffer, isNumberArray, type NumberArray, tensor, toElements } from '../tensor/conversion.js'
import { bytesPerElement, type DType, dtypes, type TypedArray, viewOf } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { type Shape, sameShape, show } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'

/** What the default `collate` makes of samples: a tensor for each entry of a tuple, one tensor for single values. */
export type Collated<Item> = Item extends readonly unknown[] ? { -readonly [Position in keyof Item]: Tensor } : Tensor

/** The type of real numbers in this build, which stands first. */
const realDType = dtypes[0] as DType

/** One value of one sample, as elements. */
interface Value {
  readonly elements: TypedArray
  readonly shape: Shape
  readonly dtype: DType
}

/**
 * Stacks samples into a batch: a new first dimension is the position within the batch. Tuples are stacked entry by
 * entry. Values are tensors, typed arrays, nested arrays within a tuple, numbers or booleans, and get the type that
 * `tensor()` gives them: numbers are real, so a class label is given as an int32 tensor.
 *
 * @throws ShapeError, TypeError naming the sample that does not fit the first one
 */
export function collate<Item>(items: readonly Item[]): Collated<Item> {
  const [first] = items
  if (!Array.isArray(first)) return stack(items, '') as Collated<Item>
  for (const [i, item] of items.entries()) {
    if (Array.isArray(item) && item.length === first.length) continue
    const got = Array.isArray(item) ? `an array of ${item.length}` : nameOf(item)
    throw new ShapeError('DataLoader', {
      expected: `an array of ${first.length} at item ${i} of the batch, like item 0`,
      got,
      remedy: 'Samples of a batch must have the same entries; pass a collate function for others',
    })
  }
  const columns = first.map((_, entry) =>
    stack(
      items.map((item) => (item as readonly unknown[])[entry]),
      `, entry ${entry}`,
    ),
  )
  return columns as Collated<Item>
}

/** Values of equal shape as one tensor. `where` says which entry of the samples they are. */
function stack(values: readonly unknown[], where: string): Tensor {
  const first = read(values[0], `item 0${where}`)
  const size = first.elements.length
  const stacked = viewOf(new ArrayBuffer(values.length * size * bytesPerElement(first.dtype)), first.dtype)
  stacked.set(first.elements)
  for (let i = 1; i < values.length; i++) {
    const { elements, shape, dtype } = read(values[i], `item ${i}${where}`)
    if (!sameShape(shape, first.shape) || dtype !== first.dtype) {
      throw new ShapeError('DataLoader', {
        expected: `${first.dtype} of shape ${show(first.shape)} at item ${i} of the batch${where}, like item 0`,
        got: `${dtype} of shape ${show(shape)}`,
        remedy: 'Make the samples of a batch equal in shape, or pass a collate function that pads them',
      })
    }
    stacked.set(elements, i * size)
  }
  return fromBuffer(stacked.buffer as ArrayBuffer, [values.length, ...first.shape], first.dtype, 'DataLoader')
}

function read(value: unknown, where: string): Value {
  if (value instanceof Tensor) return { elements: data(value), shape: value.shape, dtype: value.dtype }
  if (typeof value === 'number') return valueOf([value], [], realDType)
  if (typeof value === 'boolean') return valueOf([value], [], 'bool')
  if (isNumberArray(value)) {
    const isReal = value instanceof Float32Array || value instanceof Float64Array
    return valueOf(value, [value.length], isReal ? realDType : 'int32')
  }
  if (Array.isArray(value)) {
    const t = tensor(value)
    return { elements: data(t), shape: t.shape, dtype: t.dtype }
  }
  throw new TypeError(
    `DataLoader: expected a tensor, a typed array, nested arrays or a number at ${where} of the batch, ` +
      `got ${nameOf(value)}. Pass a collate function for other samples`,
  )
}

function valueOf(values: NumberArray | readonly unknown[], shape: Shape, dtype: DType): Value {
  return { elements: toElements('DataLoader', values, dtype), shape, dtype }
}
