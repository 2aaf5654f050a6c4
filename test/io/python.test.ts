import { readFileSync } from 'node:fs'
import { io, type Tensor } from 'grad128'
import * as double from 'grad128/float64'
import { describe, expect, test } from 'vitest'

/** Written by `write-safetensors.py`, that is by the format's reference implementation. */
const url = new URL('data/python.safetensors', import.meta.url)
const bytes = new Uint8Array(readFileSync(url))

describe('a file that Python wrote', () => {
  const expected: Record<string, [string, number[], unknown]> = {
    f64: ['float32', [2], [Math.fround(0.1), Number.NEGATIVE_INFINITY]],
    f32: ['float32', [1, 3], [[0.1, -2.5, 3e38].map(Math.fround)]],
    f16: ['float32', [3], [1365 / 4096, -65504, 2 ** -24]],
    bf16: ['float32', [3], [171 / 512, expect.closeTo(-3e38, -37), 0]],
    i64: ['int32', [2, 1], [[-(2 ** 31)], [2 ** 31 - 1]]],
    i32: ['int32', [2], [7, -8]],
    i16: ['int32', [2], [-32768, 32767]],
    i8: ['int32', [2], [-128, 127]],
    u8: ['int32', [2], [0, 255]],
    bool: ['bool', [2, 1], [[true], [false]]],
    scalar: ['float32', [], 2.5],
    empty: ['float32', [2, 0, 3], [[], []]],
    'größe.0': ['float32', [1], [1]],
  }

  test('is read in every element type, whatever the order', () => {
    const loaded = io.decodeSafetensors(bytes)
    expect(Object.keys(loaded).sort()).toEqual(Object.keys(expected).sort())
    for (const [name, facts] of Object.entries(expected)) {
      const t = loaded[name] as Tensor
      expect([t.dtype, t.shape, t.toArray()], name).toEqual(facts)
    }
    // bfloat16 keeps 8 significant bits: −3e38 is off by less than 2⁻⁸ of itself.
    expect(Math.abs((loaded.bf16?.data()[1] as number) / -3e38 - 1)).toBeLessThan(2 ** -8)
    expect(io.safetensorsMetadata(bytes)).toEqual({ format: 'pt', note: 'ä' })
  })

  test('keeps its doubles in double precision', () => {
    expect(double.io.decodeSafetensors(bytes).f64?.toArray()).toEqual([0.1, -1e300])
  })

  test('comes back in the same bytes of data for the types that exist here', () => {
    const { f32, i32, bool, scalar, empty } = io.decodeSafetensors(bytes) as Record<string, Tensor>
    const again = io.decodeSafetensors(
      io.encodeSafetensors({ f32, i32, bool, scalar, empty } as Record<string, Tensor>),
    )
    for (const [name, t] of Object.entries({ f32, i32, bool, scalar, empty })) {
      expect(again[name]?.data(), name).toEqual(t?.data())
    }
  })
})
