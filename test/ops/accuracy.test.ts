import { readFileSync } from 'node:fs'
import {
  atan,
  cos,
  erf,
  exp,
  expm1,
  fromTypedArray,
  log,
  log1p,
  nn,
  sigmoid,
  sin,
  type Tensor,
  tan,
  tanh,
} from 'grad128'
import { describe, expect, test } from 'vitest'

/** The table that crates/kernels/tests/accuracy.rs keeps true natively: function, units, at, checksum, method. */
const document = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8')
const rows = [...document.matchAll(/^\| (\w+) \| ([\d.]+) \| \S+ \| ([\da-f]{8}) \|/gm)]

const STEP = 9973
const INFINITY_BITS = 0x7f800000
const { MAX, MIN } = { MAX: 3.4028234663852886e38, MIN: 1.1754943508222875e-38 }
const SPECIAL = [0, -0, Infinity, -Infinity, NaN, MAX, -MAX, MIN, -MIN, 2 ** -149, -(2 ** -149), 1, -1]

/** Every STEPth number from 0 on, the same ones with the other sign, and the special ones. */
function sweep(): Float32Array {
  const count = Math.floor(INFINITY_BITS / STEP) + 1
  const x = new Float32Array(2 * count + SPECIAL.length)
  const bits = new Uint32Array(x.buffer)
  for (let i = 0; i < count; i++) {
    bits[i] = i * STEP
    bits[count + i] = 0x80000000 + i * STEP
  }
  x.set(SPECIAL, 2 * count)
  return x
}

/** FNV-1a over the words of the results, all NaN alike. */
function checksum(y: Float32Array): string {
  const bits = new Uint32Array(y.buffer, y.byteOffset, y.length)
  let hash = 0x811c9dc5
  y.forEach((value, i) => {
    hash = Math.imul(hash ^ (Number.isNaN(value) ? 0x7fc00000 : (bits[i] as number)), 0x01000193)
  })
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const softplus = (x: Tensor) => nn.functional.softplus(x, { threshold: Infinity })
const functions: Record<string, (x: Tensor) => Tensor> = {
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tan,
  atan,
  tanh,
  erf,
  sigmoid,
  softplus,
}

describe('the built WebAssembly computes what docs/accuracy.md was measured on, bit by bit', () => {
  test('of all functions there', () => {
    expect(rows.map((row) => row[1])).toEqual(Object.keys(functions))
  })

  const x = sweep()
  test.each(rows.map((row) => [row[1] as string, row[3] as string]))('%s', (name, expected) => {
    const y = functions[name]?.(fromTypedArray(x, [x.length])) as Tensor
    expect(checksum(y.data() as Float32Array)).toBe(expected)
  })
})
