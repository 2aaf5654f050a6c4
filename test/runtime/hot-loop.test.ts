import { describe, expect, test } from 'vitest'
import { count, functionTexts, innermostLoops } from './wasm-text.js'

/** Rows × vectors of every tile of the matrix product. */
const tiles = ['2x4', '3x3', '4x2', '4x4', '6x2', '6x4']

/**
 * Of each function with one loop that broadcasts several numbers of a and only multiplies and adds, that loop, by rows ×
 * vectors: the tiles.
 */
function tileLoops(file: string): Map<string, string> {
  const loops = new Map<string, string>()
  for (const text of functionTexts(file).functions) {
    const [loop, ...more] = innermostLoops(text)
    if (loop === undefined || more.length > 0 || count(loop, 'v128.load32_splat') < 2) continue
    if (count(loop, 'f32x4.sub') > 0) continue
    loops.set(`${count(loop, 'v128.load32_splat')}x${count(loop, '(v128.load ')}`, loop)
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
    const loop = loops.get(tile) as string
    const [rows, vectors] = tile.split('x').map(Number) as [number, number]
    for (const instruction of arithmetic) expect(count(loop, instruction)).toBe(rows * vectors)
    // Two addresses and a counter move on; every other address is an offset inside of an instruction.
    expect(count(loop, '(i32.add') + count(loop, '(i32.sub')).toBeLessThanOrEqual(3)
    for (const foreign of ['(call', 'store', '(i32.mul', '(i32.shl', 'shuffle', '(if'])
      expect(count(loop, foreign)).toBe(0)
  })
})
