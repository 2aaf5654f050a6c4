import { describe, expect, test } from 'vitest'
import { count, functionTexts, innermostLoops } from './wasm-text.js'

/** Rows × vectors of every tile of the matrix product. */
const tiles = ['2x4', '3x3', '4x2', '4x4', '6x2', '6x4']

/**
 * Of each function with one loop that broadcasts several numbers of a and only multiplies and adds, that loop and the
 * whole, by rows × vectors: the tiles.
 */
function tileLoops(file: string): Map<string, { loop: string; text: string }> {
  const loops = new Map<string, { loop: string; text: string }>()
  for (const text of functionTexts(file).functions) {
    const [loop, ...more] = innermostLoops(text)
    if (loop === undefined || more.length > 0 || count(loop, 'v128.load32_splat') < 2) continue
    if (count(loop, 'f32x4.sub') > 0) continue
    loops.set(`${count(loop, 'v128.load32_splat')}x${count(loop, '(v128.load ')}`, { loop, text })
  }
  return loops
}

/**
 * Compilers have undone these loops before: by strength reduction, which computes an address for every load; by
 * unrolling, after which V8 keeps sums in memory; by a call that was not inlined. Each costs 12 to 50 %.
 */
describe.each([
  ['simd.wasm', ['(f32x4.mul', '(f32x4.add']],
  ['relaxed.wasm', ['(f32x4.relaxed_madd']],
])('the innermost loops of %s', (file, arithmetic) => {
  const loops = tileLoops(file)

  test('are there for every tile', () => {
    expect([...loops.keys()].sort()).toEqual(tiles)
  })

  test.each(tiles)('hold nothing but the arithmetic of %s', (tile) => {
    const { loop } = loops.get(tile) as { loop: string }
    const [rows, vectors] = tile.split('x').map(Number) as [number, number]
    for (const instruction of arithmetic) expect(count(loop, instruction)).toBe(rows * vectors)
    // Two addresses and a counter move on; every other address is an offset inside of an instruction.
    expect(count(loop, '(i32.add') + count(loop, '(i32.sub')).toBeLessThanOrEqual(3)
    for (const foreign of ['(call', 'store', '(i32.mul', '(i32.shl', 'shuffle', '(if'])
      expect(count(loop, foreign)).toBe(0)
  })

  // V8 makes 256-bit vectors of those only between which nothing branches: in tier turbo it is half of the speed.
  test.each(tiles)('store %s at once', (tile) => {
    const { text } = loops.get(tile) as { text: string }
    const [rows, vectors] = tile.split('x').map(Number) as [number, number]
    const stores = text.slice(text.indexOf('(v128.store'), text.lastIndexOf('(v128.store') + 1)
    expect(count(text, '(v128.store')).toBe(rows * vectors)
    for (const branch of ['(if', 'br_if', '(block', '(loop']) expect(count(stores, branch)).toBe(0)
  })
})
