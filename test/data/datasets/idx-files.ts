import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The bytes of an IDX file: two zeros, type, rank, sizes, elements. */
export function idx(shape: readonly number[], bytes: readonly number[], type = 0x08): Uint8Array {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255])
  return Uint8Array.from([0, 0, type, shape.length, ...sizes, ...bytes])
}

/** Three pictures of 2 × 3 pixels to train with and one to test with. */
export const tinySet: Readonly<Record<string, Uint8Array>> = {
  'train-images-idx3-ubyte': idx([3, 2, 3], [0, 51, 102, 153, 204, 255, ...Array(6).fill(0), ...Array(6).fill(255)]),
  'train-labels-idx1-ubyte': idx([3], [7, 0, 9]),
  't10k-images-idx3-ubyte': idx([1, 2, 3], [1, 2, 3, 4, 5, 6]),
  't10k-labels-idx1-ubyte': idx([1], [4]),
}

/** Writes a set's files into a folder, compressed as they are published, or not. */
export function writeSet(folder: string, set: Readonly<Record<string, Uint8Array>>, compress = true): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(set)) {
    writeFileSync(join(folder, compress ? `${name}.gz` : name), compress ? gzipSync(bytes) : bytes)
  }
}
