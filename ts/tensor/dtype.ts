import { OutOfMemoryError } from '../errors.js'
import { limitBytes } from '../runtime/linear-memory.js'
import { RealArray, type RealDType, realBytes, realDType } from '../runtime/precision.js'

/** Element types: real numbers, whole numbers (labels, indices), truth values (masks). */
export type DType = RealDType | 'int32' | 'bool'

/** The JavaScript array that holds a tensor's elements: bool is one byte an element, 0 or 1. */
export type TypedArray = RealArray | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>

export const dtypes: readonly DType[] = [realDType, 'int32', 'bool']

export function bytesPerElement(dtype: DType): number {
  return dtype === 'bool' ? 1 : dtype === 'int32' ? 4 : realBytes
}

export function viewOf(buffer: ArrayBuffer, dtype: DType, address = 0, length?: number): TypedArray {
  if (dtype === 'int32') return new Int32Array(buffer, address, length)
  if (dtype === 'bool') return new Uint8Array(buffer, address, length)
  return new RealArray(buffer, address, length)
}

/** Room on JavaScript's side for `size` elements, all 0. @throws OutOfMemoryError when there is none */
export function newElements(op: string, size: number, dtype: DType): TypedArray {
  const bytes = size * bytesPerElement(dtype)
  if (bytes <= limitBytes) return viewOf(new ArrayBuffer(bytes), dtype)
  throw new OutOfMemoryError(op, { requestedBytes: bytes, usedBytes: 0, limitBytes })
}

/** bool < int32 < real, as in torch: the smallest type that holds both. */
export function promote(a: DType, b: DType): DType {
  if (a === realDType || b === realDType) return realDType
  return a === 'int32' || b === 'int32' ? 'int32' : 'bool'
}
