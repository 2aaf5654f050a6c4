import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { data, FormatError } from 'grad128'
import { expect, test } from 'vitest'
import { temporaryFolders } from './folders.js'
import { idx } from './idx-files.js'

const folders = temporaryFolders()

async function read(bytes: Uint8Array): Promise<{ dtype: string; array: unknown }> {
  const path = join(folders.root, 'file')
  writeFileSync(path, bytes)
  const t = await data.readIdx(path)
  return { dtype: t.dtype, array: t.toArray() }
}

test('bytes in row-major order, compressed or not', async () => {
  const bytes = idx([2, 1, 3], [0, 1, 2, 253, 254, 255])
  const expected = { dtype: 'int32', array: [[[0, 1, 2]], [[253, 254, 255]]] }
  expect(await read(bytes)).toEqual(expected)
  expect(await read(gzipSync(bytes))).toEqual(expected)
  expect(await read(idx([0], []))).toEqual({ dtype: 'int32', array: [] })
})

test('all other types, big-endian', async () => {
  expect(await read(idx([2], [127, 128], 0x09))).toEqual({ dtype: 'int32', array: [127, -128] })
  expect(await read(idx([2], [1, 2, 0xff, 0xfe], 0x0b))).toEqual({ dtype: 'int32', array: [258, -2] })
  expect(await read(idx([1], [0x80, 0, 0, 1], 0x0c))).toEqual({ dtype: 'int32', array: [-2147483647] })
  expect(await read(idx([1], [0xbf, 0xc0, 0, 0], 0x0d))).toEqual({ dtype: 'float32', array: [-1.5] })
  expect(await read(idx([1], [0x40, 0x09, 0, 0, 0, 0, 0, 0], 0x0e))).toEqual({ dtype: 'float32', array: [3.125] })
})

const whole = idx([2, 2], [1, 2, 3, 4])
test.each<[name: string, bytes: Uint8Array, reason: RegExp]>([
  ['nothing', Uint8Array.of(), /at least 4 bytes, got 0/],
  ['another magic number', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]), /two zeros at its beginning, got 137 and 80/],
  ['an unknown type', idx([2], [1, 2], 0x0a), /a type of 8, 9, 11, 12, 13 or 14 at byte 2, got 10/],
  ['no dimensions', Uint8Array.of(0, 0, 8, 0), /1 to 8 dimensions, got 0/],
  ['too many dimensions', idx(Array(9).fill(1), [1]), /1 to 8 dimensions, got 9/],
  ['half a header', whole.slice(0, 10), /a header of 12 bytes, got 10 bytes/],
  ['too few elements', whole.slice(0, -1), /16 bytes for the shape \[2, 2\], got 15/],
  ['too many elements', Uint8Array.of(...whole, 0), /16 bytes for the shape \[2, 2\], got 17/],
  [
    'sizes beyond all memory',
    idx([2 ** 32 - 1, 2 ** 32 - 1], [1]),
    /bytes for the shape \[4294967295, 4294967295\], got 13/,
  ],
  ['half a gzip', gzipSync(whole).subarray(0, -9), /to be whole gzip, got damaged or cut-off data/],
  ['damaged gzip', gzipSync(whole).map((byte, i) => (i === 14 ? byte ^ 1 : byte)), /to be whole gzip/],
])('%s is refused with the reason', async (_, bytes, reason) => {
  const failure = await read(bytes).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(FormatError)
  expect((failure as FormatError).message).toMatch(reason)
})

test('what is no path is a TypeError', async () => {
  await expect(data.readIdx(5 as never)).rejects.toThrow('readIdx: expected a path or bytes, got 5')
})
