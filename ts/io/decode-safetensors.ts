import { FormatError } from '../errors.js'
import { nameOf } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { fromBuffer, toElements } from '../tensor/conversion.js'
import type { DType } from '../tensor/dtype.js'
import type { Tensor } from '../tensor/tensor.js'
import { elementTypes } from './element-types.js'

const OP = 'decodeSafetensors'
/** The format's own limit on the header. */
const MAX_HEADER_BYTES = 100_000_000

interface Entry {
  name: string
  dtype: string
  shape: number[]
  begin: number
  end: number
}

/**
 * Tensors by name out of the bytes of a safetensors file. Every rule of the format is checked before a tensor is
 * made: header length, JSON, names, types, shapes, and offsets that cover the data without gap or overlap.
 * F64, F16 and BF16 become real, I64, I16, I8 and U8 int32 (out of range is an error), BOOL bool.
 *
 * @throws FormatError saying which rule is broken
 */
export function decodeSafetensors(bytes: Uint8Array): Record<string, Tensor> {
  const { entries, dataStart } = readHeader(bytes)
  const tensors: Record<string, Tensor> = Object.create(null)
  for (const entry of entries) {
    tensors[entry.name] = makeTensor(entry, bytes.slice(dataStart + entry.begin, dataStart + entry.end))
  }
  return tensors
}

/** The text that was saved beside the tensors. @throws FormatError as decodeSafetensors */
export function safetensorsMetadata(bytes: Uint8Array): Record<string, string> {
  return readHeader(bytes).metadata
}

function readHeader(bytes: Uint8Array): { entries: Entry[]; metadata: Record<string, string>; dataStart: number } {
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${OP}: expected a Uint8Array, got ${nameOf(bytes)}`)
  if (bytes.length < 8) throw broken('at least 8 bytes', `${bytes.length}`)
  const declared = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true)
  const limit = Math.min(MAX_HEADER_BYTES, bytes.length - 8)
  if (declared > BigInt(limit)) throw broken(`a header of at most ${limit} bytes`, `${declared}`)
  const dataStart = 8 + Number(declared)
  const { __metadata__, ...fields } = parseHeader(bytes.subarray(8, dataStart))
  const metadata = readMetadata(__metadata__)
  const entries = Object.entries(fields).map(([name, value]) => readEntry(name, value))
  checkCoverage(entries, bytes.length - dataStart)
  return { entries, metadata, dataStart }
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw broken('a header in UTF-8', 'bytes that are not', cause)
  }
  if (!text.startsWith('{')) throw broken("a header that starts with '{'", nameOf(text.slice(0, 1)))
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch (cause) {
    throw broken('a header in JSON', 'text that is not', cause)
  }
  checkNoDuplicates(text, header as Record<string, unknown>)
  return header as Record<string, unknown>
}

/** JSON.parse keeps the last of equal names; the format forbids them. */
function checkNoDuplicates(text: string, header: Record<string, unknown>): void {
  const canonical = JSON.stringify(header)
  const squeezed = text.trimEnd().replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) => quoted ?? '')
  const count = (json: string) => json.match(/"(?:[^"\\]|\\.)*"(?=:)/g)?.length ?? 0
  if (count(canonical) !== count(squeezed)) throw broken('each name once', 'a name that appears twice')
}

function readMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {}
  const valid = isObject(value) && Object.values(value).every((text) => typeof text === 'string')
  if (!valid) throw broken('__metadata__ to hold strings', nameOf(value))
  return { ...(value as Record<string, string>) }
}

function readEntry(name: string, fields: unknown): Entry {
  if (!isObject(fields)) throw broken(`'${name}' to be an object`, nameOf(fields))
  const { dtype, shape, data_offsets: offsets, ...others } = fields
  if (Object.keys(others).length > 0)
    throw broken(`'${name}' with dtype, shape and data_offsets only`, Object.keys(others).join(', '))
  if (typeof dtype !== 'string' || !elementTypes.has(dtype)) {
    throw broken(`'${name}' with a dtype of ${[...elementTypes.keys()].join(', ')}`, nameOf(dtype))
  }
  if (!Array.isArray(shape) || shape.length > 8 || !shape.every(isSize))
    throw broken(`'${name}' with a shape of at most 8 whole numbers of at least 0`, nameOf(shape))
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw broken(`'${name}' with data_offsets [begin, end]`, nameOf(offsets))
  }
  const [begin, end] = offsets as [number, number]
  const size = shape.reduce((product: number, n: number) => product * n, 1)
  const expected = size * (elementTypes.get(dtype)?.bytes as number)
  if (!Number.isSafeInteger(expected) || end - begin !== expected) {
    throw broken(`'${name}' with ${expected} bytes for shape [${shape.join(', ')}] of ${dtype}`, `${end - begin}`)
  }
  return { name, dtype, shape: shape as number[], begin, end }
}

function checkCoverage(entries: readonly Entry[], available: number): void {
  let position = 0
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== position) throw broken(`'${name}' to start at byte ${position}, without gap or overlap`, `${begin}`)
    position = end
  }
  if (position !== available) throw broken(`${position} bytes of data`, `${available}`)
}

function makeTensor({ name, dtype, shape }: Entry, raw: Uint8Array<ArrayBuffer>): Tensor {
  const type = elementTypes.get(dtype)
  if (type === undefined) throw broken(`a known dtype for '${name}'`, dtype)
  const values = type.read(raw.buffer)
  const target: DType = type.kind === 'real' ? realDType : type.kind
  const wide = values.findIndex((v) => type.kind === 'int32' && (v | 0) !== v)
  const odd = values.findIndex((v) => type.kind === 'bool' && v > 1)
  if (odd >= 0) throw broken(`'${name}' of truth values 0 and 1`, `${values[odd]} at position ${odd}`)
  if (wide >= 0) throw broken(`'${name}' within int32`, `${values[wide]} at position ${wide}`)
  return fromBuffer(toElements(OP, values, target).buffer, shape, target, OP)
}

function isSize(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function broken(expected: string, got: string, cause?: unknown): FormatError {
  return new FormatError(OP, { expected, got, remedy: 'The file is damaged or no safetensors file', cause })
}
