import type { Products } from './kernels.js'

/** Odd sizes, so that edges, remainders and a second block of the sum are computed. */
const [M, N, K] = [21, 37, 263]
const BYTES = 4
const WIDEST_TILE = 16

/**
 * Whether another module's products are the core's, but for rounding, with every tile: also where NaN, infinities and
 * denormal numbers are. Writes to memory from `base` on, which nobody uses yet.
 */
export function agrees(core: Products, other: Products, memory: WebAssembly.Memory, base: number): boolean {
  const a = base
  const b = a + M * K * BYTES
  const c = b + K * N * BYTES
  const packed = c + M * N * BYTES
  const end = packed + (N + WIDEST_TILE) * K * BYTES
  if (memory.buffer.byteLength < end) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65_536))
  const view = (address: number, length: number) => new Float32Array(memory.buffer, address, length)
  fillWithTrouble(view(a, M * K))
  fillWithTrouble(view(b, K * N))
  const product = (from: Products) => {
    view(c, M * N).fill(0)
    from.gemm(a, M * K, K, 1, b, K * N, N, 1, c, M, N, K, false, 0)
    return view(c, M * N).slice()
  }
  const productOfPacked = (from: Products) => {
    from.pack_columns(b, K * N, N, 1, packed, N, K)
    from.gemm(a, M * K, K, 1, packed, from.packed_length(N, K), 0, 0, c, M, N, K, false, 0)
    return view(c, M * N)
  }
  const expected = product(core)
  for (let tile = 0; tile < other.tile_count(); tile++) {
    other.choose_tile(tile)
    const actual = product(other)
    if (!expected.every((x, i) => isClose(x, actual[i] as number))) return false
    if (!productOfPacked(other).every((x, i) => Object.is(x, actual[i]))) return false
  }
  other.choose_tile(0)
  return true
}

/** Numbers of both signs without a pattern; one row each holds NaN, an infinity, and denormal numbers. */
function fillWithTrouble(numbers: Float32Array): void {
  for (let i = 0; i < numbers.length; i++) numbers[i] = ((i * 7919) % 1009) / 504 - 1
  numbers[5] = Number.NaN
  numbers[numbers.length - 1] = Number.POSITIVE_INFINITY
  numbers.fill(1e-40, numbers.length >> 1, (numbers.length >> 1) + 40)
}

function isClose(x: number, y: number): boolean {
  return Object.is(x, y) || (Number.isFinite(x) && Math.abs(x - y) <= 1e-4 * (1 + Math.abs(x)))
}
