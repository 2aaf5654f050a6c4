import lzma from 'js-lzma'

/** Where a file of LZMA says how long what it holds is: eight bytes, of which four are enough here. */
const LENGTH_AT = 5

/**
 * Bytes that the bundler packed. LZMA is a quarter smaller than deflate, the best that browsers have built in, which
 * they answer to with a promise only. Takes some 60 ms for the core.
 */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  const text = atob(packed)
  const length = new DataView(Uint8Array.from(text.slice(0, LENGTH_AT + 4), code).buffer).getUint32(LENGTH_AT, true)
  const bytes = new Uint8Array(length)
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
}

const code = (character: string): number => character.charCodeAt(0)
