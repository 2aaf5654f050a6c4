import { brotliDecompressSync } from 'node:zlib'

/** Bytes that the bundler packed. Node has brotli built in, and takes 3 ms for the core. */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  return brotliDecompressSync(Buffer.from(packed, 'base64'))
}
