import { DTypeError, ShapeError } from '../errors.js'
import { nameOf, withDefaults } from '../options.js'
import { FEW_BYTES } from '../runtime/host-copy.js'
import { hasMemory, writeReals, writeWords } from '../runtime/linear-memory.js'
import { RealArray, realDType } from '../runtime/precision.js'
import { allocateStorage, beginOperation, given, hostStorage } from '../runtime/residency.js'
import { bytesPerElement, type DType, dtypes, type TypedArray } from './dtype.js'
import { makeTensor } from './lifetime.js'
import { flattenNested, type Nested, shapeOfNested } from './nested.js'
import { type Shape, show, sizeOf, toShape } from './shape.js'
import { Tensor } from './tensor.js'

/** Any of JavaScript's number arrays. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

export interface TensorOptions {
  /** Size of each dimension; by default that of the nested arrays, or one dimension for a typed array. */
  shape?: readonly number[] | undefined
  /**
   * Element type; by default what the data is: real for numbers and float arrays, int32 for integer arrays, bool for
   * booleans.
   */
  dtype?: DType | undefined
  /** Whether operations on it are recorded, so that `backward` computes its gradient. */
  requiresGrad?: boolean | undefined
}

/**
 * A tensor of JavaScript data, which is copied: a number, nested arrays, or a typed array with a `shape`.
 * Same as torch.tensor, but whole JavaScript numbers are real unless a dtype is given, and nothing is truncated.
 *
 * @throws ShapeError when branches differ in length or the shape does not fit the data
 * @throws DTypeError when a value cannot be held exactly, as 0.5 in int32
 */
export function tensor(
  data: number | boolean | Nested<number | boolean> | NumberArray,
  options?: TensorOptions,
): Tensor {
  return tensorOf('tensor', data, options)
}

/** The same under the name of the function that was called. */
export function tensorOf(
  op: string,
  data: number | boolean | Nested<number | boolean> | NumberArray,
  options: TensorOptions | undefined,
): Tensor {
  const {
    shape: wish,
    dtype: type,
    requiresGrad,
  } = withDefaults(op, options, {
    shape: undefined,
    dtype: undefined,
    requiresGrad: false,
  } as { shape: readonly number[] | undefined; dtype: DType | undefined; requiresGrad: boolean })
  if (type !== undefined) toDType(op, type)
  const isArray = ArrayBuffer.isView(data)
  if (!isArray && !Array.isArray(data) && typeof data !== 'number' && typeof data !== 'boolean') {
    const remedy = data instanceof Tensor ? '; use clone() or detach() of a tensor' : ''
    throw new TypeError(`${op}: expected a number, nested arrays or a typed array, got ${nameOf(data)}${remedy}`)
  }
  if (isArray && !isNumberArray(data)) {
    throw new TypeError(`${op}: expected an array of numbers, got ${nameOf(data)}`)
  }
  const found = isArray ? [data.length] : shapeOfNested(op, data)
  const elements = isArray ? data : flattenNested(data)
  const shape = wish === undefined ? found : toShape(op, wish)
  const size = sizeOf(op, shape)
  if (size !== elements.length) {
    throw new ShapeError(op, {
      expected: `${size} elements for the shape ${show(shape)}`,
      got: `${elements.length}`,
    })
  }
  const dtype = type ?? naturalDType(elements)
  if (requiresGrad) assertDifferentiable(op, dtype)
  const isSmall = dtype !== 'bool' && size * bytesPerElement(dtype) <= FEW_BYTES && hasMemory()
  const result = isSmall
    ? written(op, dtype === realDType && isArray ? data : toElements(op, elements, dtype), shape, dtype)
    : fromBuffer(toElements(op, elements, dtype).buffer, shape, dtype, op)
  result.tracked = requiresGrad
  return result
}

/** A tensor of a few numbers, which are written to linear memory at once. */
function written(op: string, numbers: NumberArray, shape: Shape, dtype: DType): Tensor {
  beginOperation()
  const storage = allocateStorage(numbers.length * bytesPerElement(dtype), given, op)
  const write = dtype === realDType ? writeReals : writeWords
  write(storage.address, numbers)
  return makeTensor(storage, shape, numbers.length, dtype, op)
}

/** A tensor around a buffer that nobody else will touch. */
export function fromBuffer(buffer: ArrayBuffer, shape: readonly number[], dtype: DType, origin: string): Tensor {
  return makeTensor(hostStorage(buffer), shape, buffer.byteLength / bytesPerElement(dtype), dtype, origin)
}

/** @throws TypeError when it is none of the element types of this build */
export function toDType(op: string, dtype: unknown): DType {
  if ((dtypes as readonly unknown[]).includes(dtype)) return dtype as DType
  throw new TypeError(`${op}: expected a dtype of ${dtypes.map((d) => `'${d}'`).join(', ')}, got ${nameOf(dtype)}`)
}

/** @throws DTypeError for element types that have no derivative */
export function assertDifferentiable(op: string, dtype: DType): void {
  if (dtype === realDType) return
  throw new DTypeError(op, {
    expected: `a ${realDType} tensor for gradients`,
    got: dtype,
    remedy: `Only real numbers have derivatives: use cast('${realDType}')`,
  })
}

/** A copy of the data in the given element type, each value checked to survive. @throws DTypeError, TypeError */
export function toElements(op: string, data: NumberArray | readonly unknown[], dtype: DType): TypedArray {
  if (dtype === realDType) return toReal(op, data)
  const result = dtype === 'int32' ? new Int32Array(data.length) : new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i])
    if (typeof data[i] !== 'number' && typeof data[i] !== 'boolean') throw notANumber(op, data[i], i)
    result[i] = value
    if (result[i] !== value || (dtype === 'bool' && value > 1)) {
      throw new DTypeError(op, {
        expected: dtype === 'int32' ? 'whole numbers from −2³¹ to 2³¹−1 for int32' : 'booleans, 0 or 1 for bool',
        got: `${value} at position ${i}`,
        remedy: 'Nothing is truncated silently: make a real tensor and cast() it, or round the data',
      })
    }
  }
  return result as TypedArray
}

function toReal(op: string, data: NumberArray | readonly unknown[]): TypedArray {
  if (ArrayBuffer.isView(data)) return new RealArray(data)
  const result = new RealArray(data.length)
  for (let i = 0; i < data.length; i++) {
    const value = data[i]
    if (typeof value !== 'number' && typeof value !== 'boolean') throw notANumber(op, value, i)
    result[i] = Number(value)
  }
  return result
}

function notANumber(op: string, value: unknown, position: number): TypeError {
  return new TypeError(`${op}: expected a number or a boolean at position ${position}, got ${nameOf(value)}`)
}

function naturalDType(elements: NumberArray | readonly unknown[]): DType {
  if (ArrayBuffer.isView(elements)) {
    return elements instanceof Float32Array || elements instanceof Float64Array ? realDType : 'int32'
  }
  return elements.length > 0 && elements.every((value) => typeof value === 'boolean') ? 'bool' : realDType
}

export function isNumberArray(data: unknown): data is NumberArray {
  return (
    ArrayBuffer.isView(data) &&
    !(data instanceof DataView) &&
    !(data instanceof BigInt64Array) &&
    !(data instanceof BigUint64Array)
  )
}
