/** The memory that an allocator hands out; a real one is linear memory, a test's is a pair of numbers. */
export interface Arena {
  /** First address that may be given out. */
  readonly base: number
  /** Bytes that exist now, from address 0. */
  byteLength(): number
  /** Makes at least `bytes` more; false when the engine refuses. */
  grow(bytes: number): boolean
}

/** A cache line: every block starts on one. */
const LINE = 64
/** Up to here sizes are exact multiples of a line; beyond, eight classes to a doubling. */
const EXACT_LINES = 16
/** From here on, blocks carry three lines more, so that equal large blocks do not start at equal cache sets. */
const STAGGER_FROM = 256
const STAGGER_LINES = 3

interface Region {
  start: number
  end: number
}

/**
 * Blocks of linear memory by size class.
 *
 * A freed block goes on its class's list and serves the next request of that class at once. When neither a list nor
 * the current region has room, the free blocks of all classes are merged into regions again (`coalesce`), so memory
 * that one shape left behind serves another. Nothing here decides when memory grows or who must leave: see residency.
 */
export class Allocator {
  readonly #arena: Arena
  readonly #lists: number[][] = []
  /** The region that fresh blocks are cut from, and those that wait. */
  #current: Region
  #regions: Region[] = []
  #usedBytes = 0
  #listedBytes = 0

  constructor(arena: Arena) {
    this.#arena = arena
    const base = Math.ceil(arena.base / LINE) * LINE
    this.#current = { start: base, end: Math.max(base, alignedDown(arena.byteLength())) }
  }

  /** Bytes in blocks that are handed out. */
  get usedBytes(): number {
    return this.#usedBytes
  }

  /** Bytes in blocks that were freed and not merged again. */
  get listedBytes(): number {
    return this.#listedBytes
  }

  /** What a request of `bytes` really takes. */
  static blockBytes(bytes: number): number {
    return linesOf(bytes) * LINE
  }

  /** The address of a block for `bytes`, or 0 when there is no room without growing. */
  allocate(bytes: number): number {
    const lines = linesOf(bytes)
    const size = lines * LINE
    const listed = this.#lists[classOf(lines)]?.pop()
    if (listed !== undefined) {
      this.#listedBytes -= size
      this.#usedBytes += size
      return listed
    }
    if (this.#current.end - this.#current.start < size && !this.#switchRegion(size)) return 0
    const address = this.#current.start
    this.#current.start += size
    this.#usedBytes += size
    return address
  }

  /** Gives a block back; `bytes` is what it was asked for with. */
  free(address: number, bytes: number): void {
    const lines = linesOf(bytes)
    const index = classOf(lines)
    const list = this.#lists[index]
    if (list === undefined) this.#lists[index] = [address]
    else list.push(address)
    this.#listedBytes += lines * LINE
    this.#usedBytes -= lines * LINE
  }

  /** Grows the arena so that a block for `bytes` fits; asks for `preferredBytes` first. False when refused. */
  grow(bytes: number, preferredBytes: number): boolean {
    const before = this.#arena.byteLength()
    const size = linesOf(bytes) * LINE
    const needed = this.#current.end === alignedDown(before) ? size - (this.#current.end - this.#current.start) : size
    const grown = (preferredBytes > needed && this.#arena.grow(preferredBytes)) || this.#arena.grow(needed)
    if (!grown) return false
    const end = alignedDown(this.#arena.byteLength())
    if (this.#current.end === alignedDown(before)) {
      this.#current.end = end
    } else {
      this.#shelve(this.#current)
      this.#current = { start: alignedDown(before), end }
    }
    return true
  }

  /** Merges everything that is free into as few regions as possible. */
  coalesce(): void {
    const free: Region[] = [...this.#regions, this.#current]
    for (let index = 0; index < this.#lists.length; index++) {
      const list = this.#lists[index]
      if (list === undefined || list.length === 0) continue
      const size = linesOfClass(index) * LINE
      for (const start of list) free.push({ start, end: start + size })
      list.length = 0
    }
    free.sort((a, b) => a.start - b.start)
    const merged: Region[] = []
    for (const region of free) {
      const last = merged.at(-1)
      if (last !== undefined && last.end === region.start) last.end = region.end
      else merged.push(region)
    }
    this.#listedBytes = 0
    // The last region reaches to the end of memory and can grow with it: it stays the current one.
    this.#current = merged.pop() as Region
    this.#regions = merged.filter((region) => region.end > region.start)
  }

  /** Cuts from the smallest waiting region that has room. */
  #switchRegion(size: number): boolean {
    let best = -1
    for (let i = 0; i < this.#regions.length; i++) {
      const room = length(this.#regions[i] as Region)
      if (room >= size && (best < 0 || room < length(this.#regions[best] as Region))) best = i
    }
    if (best < 0) return false
    const [region] = this.#regions.splice(best, 1)
    this.#shelve(this.#current)
    this.#current = region as Region
    return true
  }

  #shelve(region: Region): void {
    if (region.end > region.start) this.#regions.push(region)
  }
}

function length(region: Region): number {
  return region.end - region.start
}

function alignedDown(address: number): number {
  return address - (address % LINE)
}

/** Lines of the block that serves `bytes`: the size of its class. */
function linesOf(bytes: number): number {
  const lines = Math.max(1, Math.ceil(bytes / LINE))
  if (lines <= EXACT_LINES) return lines
  const shift = 28 - Math.clz32(lines - 1)
  const rounded = Math.ceil(lines / 2 ** shift) * 2 ** shift
  return rounded < STAGGER_FROM ? rounded : rounded + STAGGER_LINES
}

function classOf(lines: number): number {
  if (lines <= EXACT_LINES) return lines
  const rounded = lines < STAGGER_FROM ? lines : lines - STAGGER_LINES
  const shift = 28 - Math.clz32(rounded - 1)
  return EXACT_LINES + shift * 16 + rounded / 2 ** shift
}

function linesOfClass(index: number): number {
  if (index <= EXACT_LINES) return index
  const shift = Math.floor((index - EXACT_LINES - 1) / 16)
  const rounded = (index - EXACT_LINES - shift * 16) * 2 ** shift
  return rounded < STAGGER_FROM ? rounded : rounded + STAGGER_LINES
}
