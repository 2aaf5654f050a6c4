import { recordHostBuffer } from './host-ledger.js'
import { byteView, copyWords } from './linear-memory.js'
import type { Storage } from './storage.js'

/** Up to so many bytes a buffer of their own would cost more than they do: copies of them share one. */
export const FEW_BYTES = 1024
const SLAB_BYTES = 65_536

let slab = new Uint8Array(0)
let slabWords = new Int32Array(0)
let filled = 0

/**
 * Copies a storage's bytes from linear memory to where only the storage refers to them; small ones to a buffer that they
 * share.
 */
export function copyToHost(storage: Storage): void {
  const { address, bytes } = storage
  if (bytes > FEW_BYTES) {
    storage.host = byteView(address, bytes).slice()
    recordHostBuffer(storage.host.buffer)
    return
  }
  // Whole words are copied: a block in linear memory is never shorter than one.
  const words = (bytes + 3) >>> 2
  if (filled + words > slabWords.length) {
    slab = new Uint8Array(SLAB_BYTES)
    slabWords = new Int32Array(slab.buffer)
    filled = 0
    recordHostBuffer(slab.buffer)
  }
  copyWords(address, slabWords, filled, words)
  storage.host = slab
  storage.hostStart = filled * 4
  filled += words
}

/** The bytes of a storage that has them on JavaScript's side. */
export function hostBytesOf({ host, hostStart, bytes }: Storage): Uint8Array<ArrayBuffer> {
  return (host as Uint8Array<ArrayBuffer>).subarray(hostStart, hostStart + bytes)
}
