import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { bytesPerElement, type DType } from '../tensor/dtype.js'
import { data } from '../tensor/read.js'
import { assertAlive, Tensor } from '../tensor/tensor.js'

const NAMES: Record<string, string> = { float32: 'F32', float64: 'F64', int32: 'I32', bool: 'BOOL' }
const ALIGNMENT = 8

/**
 * Tensors, in an object or a Map, as the bytes of a safetensors file: an 8-byte length, a JSON header padded to 8 bytes,
 * the elements, largest element type first and then by name, so that the same tensors give the same bytes.
 *
 * @param metadata text under text, kept in the header
 * @throws ValueError for the reserved name `__metadata__`
 */
export function encodeSafetensors(
  tensors: Record<string, Tensor> | ReadonlyMap<string, Tensor>,
  metadata?: Record<string, string>,
): Uint8Array<ArrayBuffer> {
  const op = 'encodeSafetensors'
  if (tensors === null || typeof tensors !== 'object' || tensors instanceof Tensor) {
    throw new TypeError(`${op}: expected an object of tensors, got ${nameOf(tensors)}`)
  }
  const header: Record<string, unknown> = Object.create(null)
  if (metadata !== undefined) header.__metadata__ = checkedMetadata(op, metadata)
  const chunks: Uint8Array[] = []
  let end = 0
  for (const [name, t] of sorted(op, tensors)) {
    assertAlive(t, op)
    const elements = data(t)
    const chunk = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength)
    header[name] = { dtype: NAMES[t.dtype], shape: t.shape, data_offsets: [end, end + chunk.length] }
    end += chunk.length
    chunks.push(chunk)
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT
  const file = new Uint8Array(8 + headerBytes + end)
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true)
  file.fill(0x20, 8, 8 + headerBytes)
  file.set(json, 8)
  let position = 8 + headerBytes
  for (const chunk of chunks) {
    file.set(chunk, position)
    position += chunk.length
  }
  return file
}

function sorted(op: string, tensors: Record<string, Tensor> | ReadonlyMap<string, Tensor>): [string, Tensor][] {
  const entries: [string, Tensor][] = tensors instanceof Map ? [...tensors] : Object.entries(tensors)
  for (const [name, t] of entries) {
    if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected '${name}' to be a tensor, got ${nameOf(t)}`)
    if (name === '__metadata__') {
      throw new ValueError(op, {
        expected: 'a name other than __metadata__',
        got: name,
        remedy: 'Pass metadata second',
      })
    }
  }
  const width = (dtype: DType) => bytesPerElement(dtype)
  return entries.sort(([a, s], [b, t]) => width(t.dtype) - width(s.dtype) || (a < b ? -1 : 1))
}

function checkedMetadata(op: string, metadata: Record<string, string>): Record<string, string> {
  if (metadata === null || typeof metadata !== 'object') {
    throw new TypeError(`${op}: expected the metadata as an object of texts, got ${nameOf(metadata)}`)
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== 'string')
      throw new TypeError(`${op}: metadata '${key}' must be a string, got ${nameOf(value)}`)
  }
  return metadata
}
