import { readFileSync } from 'node:fs'
import binaryen from 'binaryen'
import { describe, expect, test } from 'vitest'
import { orderFunctions } from '../../scripts/wasm/order-functions.mjs'
import { orderVariables } from '../../scripts/wasm/order-variables.mjs'

function assembled(text: string): Buffer {
  return Buffer.from(binaryen.parseText(`(module ${text})`).emitBinary())
}

function run(bytes: Buffer, name: string, ...values: number[]): number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)))
  return (exports[name] as (...values: number[]) => number)(...values)
}

describe('variables in the order of their first use', () => {
  // Two parameters, the second used first; then variables of three types, the last one first, and one that is not used.
  const module = assembled(`
    (func $none (result i32) (i32.const 7))
    (func (export "f") (param $p i32) (param $q f64) (result f64)
      (local $a i32) (local $b i32) (local $unused i64) (local $c f64) (local $d f64)
      (local.set $d (f64.mul (local.get $q) (f64.const 3)))
      (local.set $b (i32.add (local.get $p) (call $none)))
      (local.set $c (f64.add (local.get $d) (f64.convert_i32_s (local.get $b))))
      (local.set $a (i32.const 1))
      (loop $again
        (local.set $a (i32.shl (local.get $a) (i32.const 1)))
        (br_if $again (i32.lt_s (local.get $a) (local.get $b))))
      (f64.add (local.get $c) (f64.convert_i32_s (local.get $a))))`)
  const ordered = orderVariables(module)

  test('compute the same', () => {
    for (const [p, q, y] of [
      [3, 2, 6 + 10 + 16],
      [100, -0.5, -1.5 + 107 + 128],
    ] as const) {
      expect(run(module, 'f', p, q)).toBe(y)
      expect(run(ordered, 'f', p, q)).toBe(y)
    }
  })

  test('stand as they are first seen behind the parameters, the unused at the end', () => {
    const { vars } = binaryen.getFunctionInfo(binaryen.readBinary(module).getFunctionByIndex(1))
    expect(vars).toEqual([binaryen.i32, binaryen.i32, binaryen.i64, binaryen.f64, binaryen.f64])
    // f64 $d, i32 $b, f64 $c, i32 $a, i64 $unused: five runs of one.
    expect(ordered.includes(Buffer.of(5, 1, 0x7c, 1, 0x7f, 1, 0x7c, 1, 0x7f, 1, 0x7e))).toBe(true)
    expect(orderVariables(ordered).equals(ordered)).toBe(true)
  })

  test.each(['simd', 'relaxed', 'float64'])('are what the checked-in module has: %s', (name) => {
    const built = readFileSync(new URL(`../../ts/runtime/wasm/${name}.wasm`, import.meta.url))
    expect(orderVariables(built).equals(built)).toBe(true)
  })
})

describe('functions beside those that they resemble', () => {
  const sum = (name: string, constant: number) => `(func $${name} (export "${name}") (param i32) (result i32)
    (i32.add (i32.mul (local.get 0) (local.get 0)) (i32.sub (local.get 0) (i32.const ${constant}))))`
  const logic = (name: string, constant: number, called: string) =>
    `(func $${name} (export "${name}") (param i32) (result i32)
    (i32.xor (i32.or (call $${called} (local.get 0)) (i32.const ${constant})) (i32.clz (local.get 0))))`
  const module = assembled(
    `${sum('a', 101)} ${logic('b', 102, 'c')} ${sum('c', 103)} ${logic('d', 104, 'a')} (table 1 funcref) (elem (i32.const 0) $d)
    (type $t (func (param i32) (result i32)))
    (func (export "indirect") (param i32) (result i32) (call_indirect (type $t) (local.get 0) (i32.const 0)))`,
  )
  const ordered = orderFunctions(module)
  const constants = (bytes: Buffer) =>
    binaryen
      .readBinary(bytes)
      .emitText()
      .match(/10[1-4](?=\))/g)

  test('move together', () => {
    expect(constants(module)).toEqual(['101', '102', '103', '104'])
    expect(constants(ordered)).toEqual(['101', '103', '102', '104'])
  })

  test('call and are called as before', () => {
    for (const name of ['a', 'b', 'c', 'd', 'indirect']) {
      for (const value of [0, 5, -77]) expect(run(ordered, name, value)).toBe(run(module, name, value))
    }
    expect(run(ordered, 'c', 5)).toBe(25 + 5 - 103)
    expect(run(ordered, 'indirect', 5)).toBe(((25 + 5 - 101) | 104) ^ Math.clz32(5))
  })
})
