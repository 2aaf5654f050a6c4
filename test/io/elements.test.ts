import { FormatError, io } from 'grad128'
import { describe, expect, test } from 'vitest'

describe('files whose elements do not fit', () => {
  const file = (entry: object, data: number[]) => {
    const text = new TextEncoder().encode(JSON.stringify({ a: entry }))
    const bytes = new Uint8Array(8 + text.length + data.length)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
    bytes.set(text, 8)
    bytes.set(data, 8 + text.length)
    return bytes
  }
  test.each<[string, Uint8Array]>([
    ['a truth value of 2', file({ dtype: 'BOOL', shape: [1], data_offsets: [0, 1] }, [2])],
    ['nine dimensions', file({ dtype: 'U8', shape: Array(9).fill(1), data_offsets: [0, 1] }, [1])],
  ])('%s', (_, bytes) => {
    expect(() => io.decodeSafetensors(bytes)).toThrow(FormatError)
  })
})
