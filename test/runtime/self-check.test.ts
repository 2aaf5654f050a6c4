import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { instantiate } from '../../ts/runtime/instantiate.js'
import type { Kernels } from '../../ts/runtime/kernels.js'
import { agrees } from '../../ts/runtime/self-check.js'

const bytes = readFileSync(new URL('../../ts/runtime/wasm/simd.wasm', import.meta.url))

const core = instantiate(bytes)
const base = Math.ceil(core.heap_base() / 64) * 64
const { gemm } = core
const view = (address: number, length: number) => new Float32Array(core.memory.buffer, address, length)

/** The core with something done to its product afterwards. */
const spoiled = (spoil: (c: Float32Array) => void): Kernels => ({
  ...core,
  gemm: (...args) => {
    const status = gemm(...args)
    const [c, m, n] = args.slice(8) as [number, number, number]
    spoil(view(c, m * n))
    return status
  },
})

test('a module that computes as the core does passes', () => {
  expect(agrees(core, core, core.memory, base)).toBe(true)
  const rounded = spoiled((c) =>
    c.forEach((x, i) => {
      c[i] = x * (1 + 1e-6)
    }),
  )
  expect(agrees(core, rounded, core.memory, base)).toBe(true)
})

test('one wrong number, a lost NaN or a lost infinity is found', () => {
  const wrong = spoiled((c) => {
    c[400] = (c[400] as number) + 0.01
  })
  const withoutNaN = spoiled((c) =>
    c.forEach((x, i) => {
      if (Number.isNaN(x)) c[i] = 0
    }),
  )
  const withoutInfinity = spoiled((c) =>
    c.forEach((x, i) => {
      if (x === Number.POSITIVE_INFINITY) c[i] = 3e38
    }),
  )
  for (const other of [wrong, withoutNaN, withoutInfinity]) expect(agrees(core, other, core.memory, base)).toBe(false)
})

test('a tile that fails is found, whichever it is', () => {
  let chosen = 0
  const other: Kernels = {
    ...core,
    choose_tile: (index) => {
      chosen = index
    },
    gemm: (...args) => (chosen === 4 ? 0 : gemm(...args)),
  }
  expect(agrees(core, other, core.memory, base)).toBe(false)
})
