import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compressLzma } from '../../scripts/wasm/compress-lzma.mjs'
import { sortModules } from '../../scripts/wasm/sort-modules.mjs'
import { decodeLzma } from '../../ts/runtime/unpack/decode-lzma.js'
import { unsortModules } from '../../ts/runtime/unpack/unsort-modules.js'

const wasm = (name: string) => readFileSync(new URL(`../../ts/runtime/wasm/${name}.wasm`, import.meta.url))

describe('what browsers unpack', () => {
  const random = (length: number, values: number) => {
    let state = 1
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return (state >>> 16) % values
    })
  }
  const far = random(3000, 256)
  const samples: [string, Uint8Array][] = [
    ['nothing', new Uint8Array(0)],
    ['one byte', Uint8Array.of(7)],
    ['a long run', new Uint8Array(100_000).fill(255)],
    ['noise', random(20_000, 256)],
    ['few values', random(50_000, 3)],
    // Distances of 17 bits and more, and the four last ones in turn.
    ['copies from far', Uint8Array.from([...far, ...random(200_000, 256), ...far, ...far.subarray(5), ...far])],
    ['text', readFileSync(new URL('../../docs/decisions.md', import.meta.url))],
    ['a module', wasm('simd')],
  ]
  test.each(samples)('LZMA: %s', (_, bytes) => {
    const packed = compressLzma(bytes).toString('latin1')
    expect(Buffer.from(decodeLzma(packed, bytes.length)).equals(bytes)).toBe(true)
  })

  test.each([[['simd', 'relaxed']], [['float64']], [[]]])('modules sorted by kinds of bytes: %j', (names) => {
    const modules = names.map(wasm)
    const kinds = sortModules(modules)
    const lengths = modules.map(({ length }) => length)
    const again = unsortModules(
      Buffer.concat(kinds),
      kinds.map(({ length }) => length),
      lengths,
    )
    expect(Buffer.from(again).equals(Buffer.concat(modules))).toBe(true)
  })

  test('a module that ends too early is refused when it is sorted', () => {
    expect(() => sortModules([wasm('simd').subarray(0, 100_000)])).toThrow('cannot be read to its end')
  })
})
