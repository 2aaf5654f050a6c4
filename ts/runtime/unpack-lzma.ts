import lzma from 'js-lzma'
import { parts } from './parts.js'

/**
 * What the bundler packed. LZMA is a quarter smaller than deflate, the best that browsers have built in, which they
 * answer to with a promise only. Takes some 60 ms for all.
 */
export function unpack(packed: string, lengths: readonly number[]): (index: number) => Uint8Array<ArrayBuffer> {
  return parts(() => {
    const text = atob(packed)
    const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
    let read = 0
    let written = 0
    lzma.decompressFile(
      { readByte: () => text.charCodeAt(read++) },
      {
        writeByte(byte) {
          bytes[written++] = byte
        },
      },
    )
    return bytes
  }, lengths)
}
