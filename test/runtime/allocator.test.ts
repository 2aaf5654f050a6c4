import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Allocator, type Arena } from '../../ts/runtime/allocator.js'

const PAGE = 65_536
const MEBIBYTE = 2 ** 20
const GIBIBYTE = 2 ** 30
/** The last whole page that 32-bit addresses reach the end of. */
const LIMIT = 4 * GIBIBYTE - PAGE

/** Memory that consists of its size: nothing is ever read or written. */
class FakeArena implements Arena {
  /** What was asked for, in bytes. */
  readonly requests: number[] = []

  constructor(
    readonly base: number,
    private bytes: number,
    private readonly limit = LIMIT,
  ) {}

  byteLength(): number {
    return this.bytes
  }

  grow(bytes: number): boolean {
    this.requests.push(bytes)
    const grown = this.bytes + Math.ceil(bytes / PAGE) * PAGE
    if (grown > this.limit) return false
    this.bytes = grown
    return true
  }
}

interface Block {
  address: number
  bytes: number
}

/** A block, grown for if need be. */
function take(allocator: Allocator, bytes: number): Block {
  const free = allocator.allocate(bytes)
  if (free !== 0) return { address: free, bytes }
  expect(allocator.grow(bytes, MEBIBYTE)).toBe(true)
  const address = allocator.allocate(bytes)
  expect(address).not.toBe(0)
  return { address, bytes }
}

function expectDisjoint(blocks: Block[], arena: Arena): void {
  const sorted = blocks.toSorted((a, b) => a.address - b.address)
  let end = arena.base
  for (const { address, bytes } of sorted) {
    if (address % 64 !== 0) expect.fail(`${address} is no multiple of 64`)
    if (address < end) expect.fail(`a block at ${address} begins before ${end}, where the one before it ends`)
    end = address + bytes
  }
  expect(end).toBeLessThanOrEqual(arena.byteLength())
}

describe('blocks', () => {
  test('are aligned, disjoint, inside of memory and accounted for, whatever is done in whatever order', () => {
    const size = fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 2000, max: 40_000 }),
      fc.integer({ min: 40_000, max: 5_000_000 }),
    )
    const action = fc.oneof(
      { weight: 5, arbitrary: fc.record({ take: size }) },
      { weight: 4, arbitrary: fc.record({ give: fc.nat() }) },
      { weight: 1, arbitrary: fc.constant({ coalesce: true }) },
    )
    // 100 sequences of 100 actions: 10,000 in all.
    fc.assert(
      fc.property(fc.array(action, { minLength: 100, maxLength: 100 }), fc.nat(1000), (actions, base) => {
        const arena = new FakeArena(base + 1, 2 * PAGE)
        const allocator = new Allocator(arena)
        const live: Block[] = []
        for (const step of actions) {
          if ('take' in step) live.push(take(allocator, step.take))
          else if ('coalesce' in step) allocator.coalesce()
          else if (live.length > 0) {
            const [block] = live.splice(step.give % live.length, 1) as [Block]
            allocator.free(block.address, block.bytes)
          }
        }
        expectDisjoint(live, arena)
        expect(allocator.usedBytes).toBe(live.reduce((sum, { bytes }) => sum + Allocator.blockBytes(bytes), 0))
        for (const { address, bytes } of live) allocator.free(address, bytes)
        expect(allocator.usedBytes).toBe(0)
        // Nothing got lost: all of memory is one block again.
        allocator.coalesce()
        expect(allocator.listedBytes).toBe(0)
        const begin = Math.ceil(arena.base / 64) * 64
        const all = largestFitting(arena.byteLength() - begin)
        expect(allocator.allocate(all)).toBe(begin)
      }),
      { seed: 128, numRuns: 100 },
    )
  })

  test('are at most an eighth, and three lines, larger than what was asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LIMIT }), (bytes) => {
        const block = Allocator.blockBytes(bytes)
        expect(block % 64).toBe(0)
        expect(block).toBeGreaterThanOrEqual(bytes)
        expect(block).toBeLessThanOrEqual(bytes * 1.125 + 4 * 64)
      }),
      { seed: 128, numRuns: 1000 },
    )
    expect([0, 1, 64, 65, 1024].map(Allocator.blockBytes)).toEqual([64, 64, 64, 128, 1024])
  })

  test('of equal large size do not start at equal places in a page', () => {
    const allocator = new Allocator(new FakeArena(1024, 16 * MEBIBYTE))
    const places = Array.from({ length: 8 }, () => allocator.allocate(MEBIBYTE) % 4096)
    expect(new Set(places).size).toBe(8)
  })
})

/** The largest request whose block is no larger than `room`. */
function largestFitting(room: number): number {
  let [low, high] = [1, room]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (Allocator.blockBytes(middle) <= room) low = middle
    else high = middle - 1
  }
  return low
}

describe('freed blocks', () => {
  test('serve the next request of their class at once', () => {
    const allocator = new Allocator(new FakeArena(64, MEBIBYTE))
    const [a, b] = [allocator.allocate(5000), allocator.allocate(5000)]
    allocator.free(a, 5000)
    expect([allocator.listedBytes, allocator.usedBytes]).toEqual([5120, 5120])
    expect(allocator.allocate(5100), 'of the same class').toBe(a)
    expect(allocator.allocate(5000)).toBeGreaterThan(b)
  })

  test('of one size, merged, serve another', () => {
    const arena = new FakeArena(64, PAGE)
    const allocator = new Allocator(arena)
    const blocks: number[] = []
    for (let at = allocator.allocate(1024); at !== 0; at = allocator.allocate(1024)) blocks.push(at)
    expect(blocks.length).toBe(63)
    for (const address of blocks) allocator.free(address, 1024)
    expect(allocator.allocate(40_000), 'before').toBe(0)
    allocator.coalesce()
    expect(allocator.allocate(40_000), 'after').toBe(64)
    expect(arena.requests).toEqual([])
  })

  test('merge with their neighbours only', () => {
    const allocator = new Allocator(new FakeArena(64, 64 + 4 * 1024))
    const blocks = [0, 1, 2, 3].map(() => allocator.allocate(1024))
    const [a, b, c, d] = blocks as [number, number, number, number]
    allocator.free(a, 1024)
    allocator.free(c, 1024)
    allocator.coalesce()
    expect(allocator.allocate(1025), 'two blocks are free, but apart').toBe(0)
    allocator.free(d, 1024)
    allocator.coalesce()
    expect(allocator.allocate(1025)).toBe(c)
    expect(b).toBe(64 + 1024)
  })
})

describe('growth', () => {
  test('asks for the preferred amount, then for what is needed, then gives up and stays usable', () => {
    const arena = new FakeArena(64, PAGE, 4 * PAGE)
    const allocator = new Allocator(arena)
    expect(allocator.grow(2 * PAGE, 16 * PAGE)).toBe(true)
    expect(arena.requests.length).toBe(2)
    expect(allocator.allocate(2 * PAGE)).toBe(64)
    expect(allocator.grow(4 * PAGE, 16 * PAGE)).toBe(false)
    expect(arena.byteLength()).toBeLessThanOrEqual(4 * PAGE)
    expect(allocator.allocate(1000)).not.toBe(0)
  })

  test('continues the region at the end, and keeps what another one has left', () => {
    const arena = new FakeArena(64, PAGE)
    const allocator = new Allocator(arena)
    const first = allocator.allocate(1024)
    expect(allocator.grow(PAGE, 0)).toBe(true)
    expect(arena.requests[0], 'less than a page more').toBeLessThan(PAGE + 4096)
    expect(allocator.allocate(PAGE)).toBe(first + 1024)
  })

  test.each([
    ['2 GiB − 1 page', 2 * GIBIBYTE - PAGE],
    ['2 GiB', 2 * GIBIBYTE],
    ['2 GiB + 1 page', 2 * GIBIBYTE + PAGE],
    ['4 GiB − 1 page', LIMIT],
  ])('up to %s: addresses stay exact', (_, limit) => {
    const arena = new FakeArena(1024, PAGE, limit)
    const allocator = new Allocator(arena)
    const blocks: Block[] = []
    for (;;) {
      const bytes = 64 * MEBIBYTE
      let address = allocator.allocate(bytes)
      if (address === 0 && !allocator.grow(bytes, 128 * MEBIBYTE)) break
      if (address === 0) address = allocator.allocate(bytes)
      blocks.push({ address, bytes })
    }
    for (let at = allocator.allocate(PAGE); at !== 0; at = allocator.allocate(PAGE))
      blocks.push({ address: at, bytes: PAGE })
    expectDisjoint(blocks, arena)
    expect(blocks.every(({ address }) => Number.isSafeInteger(address) && address > 0 && address < 2 ** 32)).toBe(true)
    expect(arena.byteLength()).toBeGreaterThan(limit - 65 * MEBIBYTE)
    for (const { address, bytes } of blocks) allocator.free(address, bytes)
    allocator.coalesce()
    expect(allocator.allocate(largestFitting(arena.byteLength() - 1024))).toBe(1024)
  })

  test('a block that crosses 2³¹, and one beyond', () => {
    const arena = new FakeArena(1024, LIMIT)
    const allocator = new Allocator(arena)
    const low = allocator.allocate(1.875 * GIBIBYTE)
    allocator.allocate(120 * MEBIBYTE)
    const across = allocator.allocate(16 * MEBIBYTE)
    const high = allocator.allocate(GIBIBYTE)
    expect([low, across < 2 ** 31, across + 16 * MEBIBYTE > 2 ** 31, high > 2 ** 31]).toEqual([1024, true, true, true])
    expect(high).toBe(across + Allocator.blockBytes(16 * MEBIBYTE))
    allocator.free(across, 16 * MEBIBYTE)
    expect(allocator.allocate(16 * MEBIBYTE)).toBe(across)
  })
})
