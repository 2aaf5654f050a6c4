import type { NumberArray } from '../tensor/conversion.js'

/** How a safetensors element type is read: its width, what it becomes here, and its numbers. */
export interface ElementType {
  bytes: number
  kind: 'real' | 'int32' | 'bool'
  read: (buffer: ArrayBuffer) => NumberArray
}

const exact = (kind: ElementType['kind'], bytes: number, read: ElementType['read']): ElementType => ({
  kind,
  bytes,
  read,
})

export const elementTypes: ReadonlyMap<string, ElementType> = new Map([
  ['F64', exact('real', 8, (b) => new Float64Array(b))],
  ['F32', exact('real', 4, (b) => new Float32Array(b))],
  ['F16', exact('real', 2, (b) => Float32Array.from(new Uint16Array(b), halfToNumber))],
  // bfloat16 is the upper half of a float32.
  [
    'BF16',
    exact('real', 2, (b) => new Float32Array(Uint32Array.from(new Uint16Array(b), (bits) => bits << 16).buffer)),
  ],
  ['I64', exact('int32', 8, (b) => Float64Array.from(new BigInt64Array(b), Number))],
  ['I32', exact('int32', 4, (b) => new Int32Array(b))],
  ['I16', exact('int32', 2, (b) => new Int16Array(b))],
  ['I8', exact('int32', 1, (b) => new Int8Array(b))],
  ['U8', exact('int32', 1, (b) => new Uint8Array(b))],
  ['BOOL', exact('bool', 1, (b) => new Uint8Array(b))],
])

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
