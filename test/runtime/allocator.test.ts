import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Allocator, type Arena } from '../../ts/runtime/allocator.js'

const PAGE = 65_536
const LINE = 64
const GIBIBYTE = 2 ** 30

/** A memory of which only the size exists. */
function arena(bytes: number, { base = 1024, limit = 65_535 * PAGE } = {}): Arena {
  let size = bytes
  return {
    base,
    byteLength: () => size,
    grow(more) {
      const grown = size + Math.ceil(more / PAGE) * PAGE
      if (grown > limit) return false
      size = grown
      return true
    },
  }
}

describe('blocks', () => {
  test('start on cache lines, above the base, and never overlap, whatever is freed in between', () => {
    const sizes = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200_000 }))
    const steps = fc.array(fc.record({ size: sizes, free: fc.boolean(), which: fc.nat() }), { maxLength: 300 })
    fc.assert(
      fc.property(steps, (sequence) => {
        const memory = arena(PAGE)
        const blocks = new Allocator(memory)
        const taken: { address: number; bytes: number }[] = []
        for (const { size, free, which } of sequence) {
          if (free && taken.length > 0) {
            const [gone] = taken.splice(which % taken.length, 1)
            if (gone !== undefined) blocks.free(gone.address, gone.bytes)
            if (which % 5 === 0) blocks.coalesce()
            continue
          }
          let address = blocks.allocate(size)
          if (address === 0) {
            expect(blocks.grow(size, 0)).toBe(true)
            address = blocks.allocate(size)
          }
          expect(address % LINE).toBe(0)
          expect(address).toBeGreaterThanOrEqual(memory.base)
          expect(address + size).toBeLessThanOrEqual(memory.byteLength())
          for (const other of taken) {
            const apart =
              address >= other.address + Math.max(1, other.bytes) || address + Math.max(1, size) <= other.address
            expect(apart).toBe(true)
          }
          taken.push({ address, bytes: size })
        }
        for (const { address, bytes } of taken) blocks.free(address, bytes)
        expect(blocks.usedBytes).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('serve the next request of their size at once', () => {
    const blocks = new Allocator(arena(16 * PAGE))
    const address = blocks.allocate(5000)
    blocks.free(address, 5000)
    expect(blocks.listedBytes).toBe(Allocator.blockBytes(5000))
    expect(blocks.allocate(5000)).toBe(address)
    expect(blocks.listedBytes).toBe(0)
  })

  test('of one size serve another once they are merged', () => {
    const blocks = new Allocator(arena(PAGE, { base: 64 }))
    const small: number[] = []
    for (let address = blocks.allocate(64); address !== 0; address = blocks.allocate(64)) small.push(address)
    for (const address of small) blocks.free(address, 64)
    expect(blocks.allocate(32_000)).toBe(0)
    blocks.coalesce()
    expect(blocks.allocate(32_000)).toBe(64)
  })

  test('waste at most an eighth, and equal large ones lie at different cache sets', () => {
    for (const bytes of [1, 64, 65, 1024, 1025, 5000, 16_384, 100_000, 2 ** 20, 2 ** 20 + 1, 2 ** 30]) {
      const block = Allocator.blockBytes(bytes)
      expect(block).toBeGreaterThanOrEqual(bytes)
      expect(block).toBeLessThanOrEqual(Math.max(64, Math.ceil((bytes * 9) / 8)) + 64 + 192)
    }
    const blocks = new Allocator(arena(64 * PAGE))
    const [first, second] = [blocks.allocate(2 ** 20), blocks.allocate(2 ** 20)]
    expect((second - first) % 4096).toBe(192)
  })
})

describe('the edges of 32-bit memory, of which not a byte is taken', () => {
  test.each([2 * GIBIBYTE - PAGE, 2 * GIBIBYTE, 2 * GIBIBYTE + PAGE])('blocks around 2 GiB: %d', (size) => {
    const blocks = new Allocator(arena(size))
    const large = blocks.allocate(size - 4 * PAGE - Math.floor(size / 8))
    expect(large).toBe(1024)
    expect(blocks.grow(GIBIBYTE, 0)).toBe(true)
    const above = blocks.allocate(GIBIBYTE)
    expect(Number.isSafeInteger(above) && above > 0).toBe(true)
    expect(above).toBeGreaterThan(large)
    blocks.free(above, GIBIBYTE)
    expect(blocks.allocate(GIBIBYTE)).toBe(above)
  })

  test('the last page is never handed out, and refusal leaves everything as it was', () => {
    const memory = arena(PAGE)
    const blocks = new Allocator(memory)
    expect(blocks.grow(65_535 * PAGE, 0)).toBe(false)
    expect(memory.byteLength()).toBe(PAGE)
    expect(blocks.grow(3 * GIBIBYTE, 0)).toBe(true)
    const most = blocks.allocate(3 * GIBIBYTE)
    expect(most).toBe(1024)
    const used = blocks.usedBytes
    expect(blocks.grow(GIBIBYTE, 0)).toBe(false)
    expect([blocks.allocate(GIBIBYTE), blocks.usedBytes]).toEqual([0, used])
    expect(blocks.grow(100 * PAGE, 2 * GIBIBYTE)).toBe(true)
    const top = blocks.allocate(100 * PAGE)
    expect(top).toBeGreaterThan(3 * GIBIBYTE)
    expect(top + 100 * PAGE).toBeLessThanOrEqual(65_535 * PAGE)
  })
})
