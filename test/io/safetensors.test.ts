import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FormatError, io, nn, type Tensor, tensor, UnavailableError, zeros } from 'grad128'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const { decodeSafetensors, encodeSafetensors, safetensorsMetadata } = io

/** A file of a header as written, and so many bytes of data. */
function file(header: string | object, data: Uint8Array | number = 0, declared?: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = typeof data === 'number' ? new Uint8Array(data) : data
  const result = new Uint8Array(8 + text.length + bytes.length)
  new DataView(result.buffer).setBigUint64(0, BigInt(declared ?? text.length), true)
  result.set(text, 8)
  result.set(bytes, 8 + text.length)
  return result
}

const entry = (dtype: string, shape: number[], begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
})
const shown = (dict: Record<string, Tensor>) =>
  Object.entries(dict).map(([name, t]) => [name, t.dtype, t.shape, t.toArray()])

describe('what was encoded comes back', () => {
  const tensors = {
    'layer.weight': tensor([
      [1.5, -2],
      [Number.NaN, Number.POSITIVE_INFINITY],
    ]),
    größe: tensor(new Int32Array([-(2 ** 31), 7])),
    mask: tensor([true, false, true]),
    scalar: tensor(3.25),
    empty: zeros([0, 3]),
    __proto: tensor([1]),
  }

  test('in type, shape and bits', () => {
    const loaded = decodeSafetensors(encodeSafetensors(tensors))
    expect(Object.keys(loaded).sort()).toEqual(Object.keys(tensors).sort())
    for (const [name, t] of Object.entries(tensors)) {
      const back = loaded[name] as Tensor
      expect([back.dtype, back.shape, back.data()]).toEqual([t.dtype, t.shape, t.data()])
    }
  })

  test('out of the middle of a larger buffer too', () => {
    const bytes = encodeSafetensors(tensors)
    const larger = new Uint8Array(bytes.length + 30).fill(0xff)
    larger.set(bytes, 13)
    const loaded = decodeSafetensors(larger.subarray(13, 13 + bytes.length))
    expect(shown(loaded)).toEqual(shown(decodeSafetensors(bytes)))
  })

  test('out of a Map too', () => {
    expect(encodeSafetensors(new Map(Object.entries(tensors)))).toEqual(encodeSafetensors(tensors))
  })

  test('with metadata, in the same bytes each time, aligned to 8', () => {
    const bytes = encodeSafetensors(tensors, { format: 'pt', note: 'ä"\\' })
    expect(encodeSafetensors(tensors, { format: 'pt', note: 'ä"\\' })).toEqual(bytes)
    expect(safetensorsMetadata(bytes)).toEqual({ format: 'pt', note: 'ä"\\' })
    expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n)
  })

  test('laid out as the reference writer does: wide elements first, so that all are aligned, then by name', () => {
    const bytes = encodeSafetensors({ a: tensor([true, false, true]), c: tensor([1]), b: tensor([2, 3]) })
    const end = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, end)))).toEqual({
      b: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      c: { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
      a: { dtype: 'BOOL', shape: [3], data_offsets: [12, 15] },
    })
  })
})

describe('element types of other writers', () => {
  test('half precision, wide and narrow whole numbers', () => {
    const halves = new Uint8Array(new Uint16Array([0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x8000]).buffer)
    expect(shown(decodeSafetensors(file({ h: entry('F16', [6], 0, 12) }, halves)))).toEqual([
      ['h', 'float32', [6], [1, -2, 65504, 2 ** -24, Number.POSITIVE_INFINITY, -0]],
    ])
    const brain = new Uint8Array(new Uint16Array([0x3f80, 0xc040]).buffer)
    expect(shown(decodeSafetensors(file({ b: entry('BF16', [2], 0, 4) }, brain)))).toEqual([
      ['b', 'float32', [2], [1, -3]],
    ])
    const wide = new Uint8Array(new BigInt64Array([-5n, 2n ** 31n - 1n]).buffer)
    expect(shown(decodeSafetensors(file({ i: entry('I64', [2], 0, 16) }, wide)))).toEqual([
      ['i', 'int32', [2], [-5, 2 ** 31 - 1]],
    ])
    const mixed = { a: entry('I8', [2], 0, 2), b: entry('U8', [1], 2, 3), c: entry('BOOL', [1], 3, 4) }
    expect(shown(decodeSafetensors(file(mixed, new Uint8Array([255, 1, 255, 1]))))).toEqual([
      ['a', 'int32', [2], [-1, 1]],
      ['b', 'int32', [1], [255]],
      ['c', 'bool', [1], [true]],
    ])
  })

  test('a whole number beyond int32 is refused, not wrapped', () => {
    const wide = new Uint8Array(new BigInt64Array([2n ** 31n]).buffer)
    expect(() => decodeSafetensors(file({ i: entry('I64', [1], 0, 8) }, wide))).toThrow(/within int32/)
  })
})

const TYPES = 'F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL'
/** Bytes that break one rule, and what is said about it. */
const malformed: Record<string, [Uint8Array, string]> = {
  'no bytes': [new Uint8Array(0), 'at least 8 bytes, got 0'],
  'less than a length': [new Uint8Array(7), 'at least 8 bytes, got 7'],
  'a header longer than the file': [file({}, 0, 1000), 'a header of at most 2 bytes, got 1000'],
  'a header beyond every limit': [
    file({}, 0, Number.MAX_SAFE_INTEGER),
    'a header of at most 2 bytes, got 9007199254740991',
  ],
  'text that is no JSON': [file('{"a":'), 'a header in JSON, got text that is not'],
  'a header that is a list': [file('[]'), "a header that starts with '{', got '['"],
  'a header that is a number': [file('12'), "a header that starts with '{', got '1'"],
  'leading space': [file(' {}'), "a header that starts with '{', got ' '"],
  'bytes that are no UTF-8': [
    file('{}', 0, 2).map((byte, i) => (i === 9 ? 0xff : byte)),
    'a header in UTF-8, got bytes that are not',
  ],
  'an entry that is a number': [file({ a: 1 }), "'a' to be an object, got 1"],
  'an entry without a type': [
    file({ a: { shape: [1], data_offsets: [0, 4] } }, 4),
    `'a' with a dtype of ${TYPES}, got undefined`,
  ],
  'an unknown type': [file({ a: entry('F128', [1], 0, 16) }, 16), `'a' with a dtype of ${TYPES}, got 'F128'`],
  'a type that is a name of objects': [
    file({ a: entry('constructor', [1], 0, 4) }, 4),
    `'a' with a dtype of ${TYPES}, got 'constructor'`,
  ],
  'a negative size': [
    file({ a: entry('F32', [-1], 0, 4) }, 4),
    "'a' with a shape of at most 8 whole numbers of at least 0, got [-1]",
  ],
  'a fractional size': [
    file({ a: entry('F32', [0.5], 0, 2) }, 2),
    "'a' with a shape of at most 8 whole numbers of at least 0, got [0.5]",
  ],
  'a shape that is no list': [
    file({ a: { dtype: 'F32', shape: 4, data_offsets: [0, 16] } }, 16),
    "'a' with a shape of at most 8 whole numbers of at least 0, got 4",
  ],
  'sizes whose product overflows': [
    file({ a: entry('F32', [2 ** 40, 2 ** 40], 0, 4) }, 4),
    "'a' with 4.835703278458517e+24 bytes for shape [1099511627776, 1099511627776] of F32, got 4",
  ],
  'one offset': [
    file({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4),
    "'a' with data_offsets [begin, end], got [0]",
  ],
  'offsets that are text': [
    file({ a: { dtype: 'F32', shape: [1], data_offsets: ['0', '4'] } }, 4),
    "'a' with data_offsets [begin, end], got ['0', '4']",
  ],
  'offsets that go backwards': [
    file({ a: entry('F32', [1], 4, 0) }, 4),
    "'a' with 4 bytes for shape [1] of F32, got -4",
  ],
  'too few bytes for the shape': [
    file({ a: entry('F32', [2], 0, 4) }, 4),
    "'a' with 8 bytes for shape [2] of F32, got 4",
  ],
  'too many bytes for the shape': [
    file({ a: entry('F32', [1], 0, 8) }, 8),
    "'a' with 4 bytes for shape [1] of F32, got 8",
  ],
  'data that ends early': [file({ a: entry('F32', [2], 0, 8) }, 4), '8 bytes of data, got 4'],
  'data that nobody names': [file({ a: entry('F32', [1], 0, 4) }, 8), '4 bytes of data, got 8'],
  'a gap': [
    file({ a: entry('F32', [1], 0, 4), b: entry('F32', [1], 8, 12) }, 12),
    "'b' to start at byte 4, without gap or overlap, got 8",
  ],
  'an overlap': [
    file({ a: entry('F32', [2], 0, 8), b: entry('F32', [1], 4, 8) }, 8),
    "'b' to start at byte 8, without gap or overlap, got 4",
  ],
  'a start behind the beginning': [
    file({ a: entry('F32', [1], 4, 8) }, 8),
    "'a' to start at byte 0, without gap or overlap, got 4",
  ],
  'a name twice': [
    file(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      4,
    ),
    'each name once, got a name that appears twice',
  ],
  'an unknown field': [
    file({ a: { ...entry('F32', [1], 0, 4), strides: [1] } }, 4),
    "'a' with dtype, shape and data_offsets only, got strides",
  ],
  'metadata that is no object': [file({ __metadata__: 'pt' }), "__metadata__ to hold strings, got 'pt'"],
  'metadata that is no text': [file({ __metadata__: { step: 3 } }), '__metadata__ to hold strings, got an object'],
}

describe('files that break a rule of the format', () => {
  test.each(Object.entries(malformed))('%s', (_, [bytes, rule]) => {
    const message = `decodeSafetensors: expected ${rule}. The file is damaged or no safetensors file`
    expect(() => decodeSafetensors(bytes)).toThrow(expect.objectContaining({ name: 'FormatError', message }))
  })

  test('every truncation of a good one', () => {
    const bytes = encodeSafetensors({ a: tensor([1, 2, 3]), b: tensor([true]) })
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.slice(0, length)), `${length} bytes`).toThrow(FormatError)
    }
  })

  test('names that reach into every object stay names', () => {
    const header = `{"__proto__":${JSON.stringify(entry('F32', [1], 0, 4))},"constructor":${JSON.stringify(entry('F32', [1], 4, 8))}}`
    const loaded = decodeSafetensors(file(header, 8))
    expect(Object.keys(loaded)).toEqual(['__proto__', 'constructor'])
    expect(({} as { shape?: unknown }).shape).toBeUndefined()
  })
})

describe('files', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'grad128-io-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a model is what it was', async () => {
    const path = join(folder, 'model.safetensors')
    const [saved, loaded] = [new nn.Linear(3, 5), new nn.Linear(3, 5)]
    await io.saveSafetensors(path, saved.stateDict(), { format: 'pt' })
    expect(loaded.loadStateDict(await io.loadSafetensors(path))).toEqual({ missingKeys: [], unexpectedKeys: [] })
    expect(loaded.weight.data()).toEqual(saved.weight.data())
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })

  test('a failed write leaves nothing behind, and the old file as it was', async () => {
    const path = join(folder, 'model.safetensors')
    const before = await io.loadSafetensors(path)
    const missing = join(folder, 'no', 'such')
    const failures: [string, string, string, () => Promise<unknown>][] = [
      ['saveSafetensors', missing, 'written', () => io.saveSafetensors(missing, {})],
      ['saveSafetensors', folder, 'written', () => io.saveSafetensors(folder, {})],
      ['saveSafetensors', join(path, 'below'), 'written', () => io.saveSafetensors(join(path, 'below'), {})],
      ['loadSafetensors', missing, 'read', () => io.loadSafetensors(missing)],
      ['loadSafetensors', folder, 'read', () => io.loadSafetensors(folder)],
    ]
    for (const [op, place, use, failure] of failures) {
      const error = await failure().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(UnavailableError)
      const { message, cause } = error as Error
      expect(message).toMatch(`${op}: expected a file that can be ${use} at '${place}', got E`)
      expect(message).not.toContain('.part')
      expect(message).toContain((cause as NodeJS.ErrnoException).code)
    }
    await expect(io.saveSafetensors(path, { a: 1 as never })).rejects.toThrow(TypeError)
    expect(shown(await io.loadSafetensors(path))).toEqual(shown(before))
    expect(readdirSync(folder)).toEqual(['model.safetensors'])
  })
})
