import { FormatError } from '../../errors.js'

/** Numbers in row-major order, as MNIST's file format holds them. */
export interface IdxArray {
  readonly shape: readonly number[]
  readonly values: Uint8Array | Int32Array | Float64Array
}

type Read = (view: DataView, offset: number) => number

/** Bytes of an element and how one is read, by the format's own code of the type. */
const types = new Map<number, { bytes: number; real: boolean; read: Read }>([
  [0x08, { bytes: 1, real: false, read: (view, offset) => view.getUint8(offset) }],
  [0x09, { bytes: 1, real: false, read: (view, offset) => view.getInt8(offset) }],
  [0x0b, { bytes: 2, real: false, read: (view, offset) => view.getInt16(offset) }],
  [0x0c, { bytes: 4, real: false, read: (view, offset) => view.getInt32(offset) }],
  [0x0d, { bytes: 4, real: true, read: (view, offset) => view.getFloat32(offset) }],
  [0x0e, { bytes: 8, real: true, read: (view, offset) => view.getFloat64(offset) }],
])

const MAX_RANK = 8

/**
 * Numbers out of the bytes of an IDX file: two zeros, the type, the rank, the sizes, the elements, all big-endian.
 *
 * @throws FormatError saying which rule is broken
 */
export function decodeIdx(op: string, bytes: Uint8Array, name: string): IdxArray {
  const broken = (expected: string, got: string): FormatError =>
    new FormatError(op, { expected: `'${name}' to have ${expected}`, got, remedy: 'It is damaged or no IDX file' })

  const [first, second, code = -1, rank = -1] = bytes
  if (bytes.length < 4) throw broken('at least 4 bytes', `${bytes.length}`)
  if (first !== 0 || second !== 0) throw broken('two zeros at its beginning', `${first} and ${second}`)
  const type = types.get(code)
  if (type === undefined) throw broken('a type of 8, 9, 11, 12, 13 or 14 at byte 2', `${code}`)
  if (rank < 1 || rank > MAX_RANK) throw broken(`1 to ${MAX_RANK} dimensions`, `${rank}`)
  const start = 4 + 4 * rank
  if (bytes.length < start) throw broken(`a header of ${start} bytes`, `${bytes.length} bytes in all`)

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: rank }, (_, dim) => view.getUint32(4 + 4 * dim))
  const size = shape.reduce((product, dim) => product * dim, 1)
  const expected = start + size * type.bytes
  if (bytes.length !== expected) {
    throw broken(`${expected} bytes for the shape [${shape.join(', ')}]`, `${bytes.length}`)
  }
  if (code === 0x08) return { shape, values: bytes.slice(start) }
  const values = type.real ? new Float64Array(size) : new Int32Array(size)
  for (let i = 0; i < size; i++) values[i] = type.read(view, start + i * type.bytes)
  return { shape, values }
}
