import { recordHostBuffer } from './host-ledger.js'
import { byteView } from './linear-memory.js'

/** Copies up to this size share a buffer: a buffer of its own costs more than their bytes. */
const SHARED_UP_TO = 1024
const SLAB_BYTES = 65_536

let slab = new Uint8Array(0)
let filled = 0

/** A copy of a region of linear memory that only its receiver refers to, but for small ones, which share a buffer. */
export function hostCopy(address: number, bytes: number): Uint8Array<ArrayBuffer> {
  const source = byteView(address, bytes)
  if (bytes > SHARED_UP_TO) {
    const copy = source.slice()
    recordHostBuffer(copy.buffer)
    return copy
  }
  if (filled + bytes > slab.length) {
    slab = new Uint8Array(SLAB_BYTES)
    filled = 0
    recordHostBuffer(slab.buffer)
  }
  const copy = slab.subarray(filled, filled + bytes)
  copy.set(source)
  filled += bytes
  return copy
}
