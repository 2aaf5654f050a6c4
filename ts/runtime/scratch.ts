import { allocateScratch, freeScratch } from './residency.js'

let address = 0
let size = 0

/**
 * The address of a block for what one kernel call needs beside its operands: layouts, tables of pointers.
 * The next call may overwrite it.
 */
export function scratch(bytes: number): number {
  if (bytes > size) {
    if (address !== 0) freeScratch(address, size)
    address = 0
    size = 0
    const wanted = Math.max(1024, bytes)
    address = allocateScratch(wanted)
    size = wanted
  }
  return address
}
