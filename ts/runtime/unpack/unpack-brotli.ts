import { brotliDecompressSync } from 'node:zlib'
import { parts } from './parts.js'

/** What the bundler packed. Node has brotli built in, and takes 3 ms for all. */
export function unpack(packed: string, lengths: readonly number[]): (index: number) => Uint8Array<ArrayBuffer> {
  return parts(() => brotliDecompressSync(Buffer.from(packed, 'base64')), lengths)
}
