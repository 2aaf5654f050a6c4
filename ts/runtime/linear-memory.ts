import type { Arena } from './allocator.js'
import { RealArray } from './precision.js'

const PAGE = 65_536
/** 2³² − one page: the last address of a block must still be a 32-bit number. */
const LIMIT_PAGES = 65_535

let memory: WebAssembly.Memory

export function installMemory(instance: WebAssembly.Memory): void {
  memory = instance
}

/** Whether the core runs, so that there is memory to write to. */
export function hasMemory(): boolean {
  return memory !== undefined
}

/** The most that linear memory can hold, in bytes. */
export const limitBytes = LIMIT_PAGES * PAGE

/** The core's memory from `base` on, as the allocator sees it. */
export function arenaFrom(base: number): Arena {
  return {
    base,
    byteLength: () => memory.buffer.byteLength,
    grow(bytes) {
      const pages = Math.ceil(bytes / PAGE)
      if (memory.buffer.byteLength / PAGE + pages > LIMIT_PAGES) return false
      try {
        memory.grow(pages)
        return true
      } catch (error) {
        // An engine that has no more memory says so with a RangeError; anything else is not ours to swallow.
        if (error instanceof RangeError) return false
        throw error
      }
    },
  }
}

export function memoryBytes(): number {
  return memory === undefined ? 0 : memory.buffer.byteLength
}

let words = new Int32Array()

/** The view of all memory as whole numbers. Growing the memory detaches it, and it then has no elements. */
function memoryWords(): Int32Array {
  if (words.length === 0) words = new Int32Array(memory.buffer)
  return words
}

/** Writes whole numbers one behind the other: layouts and tables, which are read by the next kernel call. */
export function writeWords(address: number, numbers: ArrayLike<number>): void {
  const view = memoryWords()
  const at = address >>> 2
  for (let i = 0; i < numbers.length; i++) view[at + i] = numbers[i] as number
}

/** Copies `count` words from linear memory: for a few of them the quickest way, since it makes no view. */
export function copyWords(address: number, to: Int32Array, start: number, count: number): void {
  const view = memoryWords()
  const at = address >>> 2
  for (let i = 0; i < count; i++) to[start + i] = view[at + i] as number
}

// Other views are made for each use and never kept: growing the memory detaches every view there is.

export function int32View(address: number, length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(memory.buffer as ArrayBuffer, address, length)
}

export function byteView(address: number, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(memory.buffer as ArrayBuffer, address, length)
}

export function realView(address: number, length: number): InstanceType<typeof RealArray> {
  return new RealArray(memory.buffer as ArrayBuffer, address, length)
}

let reals = new RealArray()

function memoryReals(): RealArray {
  if (reals.length === 0) reals = new RealArray(memory.buffer)
  return reals
}

export function readReal(address: number): number {
  return memoryReals()[address / reals.BYTES_PER_ELEMENT] as number
}

/** Writes reals one behind the other: for a few of them the quickest way, since it makes no view. */
export function writeReals(address: number, numbers: ArrayLike<number>): void {
  const view = memoryReals()
  const at = address / view.BYTES_PER_ELEMENT
  for (let i = 0; i < numbers.length; i++) view[at + i] = numbers[i] as number
}

export function float64View(address: number, length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(memory.buffer as ArrayBuffer, address, length)
}
