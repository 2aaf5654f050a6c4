import { check, kernels } from './kernels.js'
import { realBytes } from './precision.js'
import { allocateScratch, freeScratch } from './residency.js'
import { chooseTile, settled, settleTile } from './tile.js'

/** Multiplications after which looking for the best tile pays: some ten training steps of a small net. */
const WORTH_LOOKING = 1e8
/** The product that is timed: 1.6 million multiplications, which fit in the second-level cache. */
const [M, N, K] = [64, 192, 128]
/** How long a tile computes at a time, in milliseconds, and how often its turn comes. V8 compiles meanwhile. */
const SLICE = 0.25
const ROUNDS = 6

let multiplications = 0

/**
 * Counts work, and once there was enough of it finds the tile that is fastest on this engine and processor: some
 * 10 ms, once in a process. All tiles give the same bits, so the moment does not matter.
 */
export function noteProduct(size: number): void {
  if (settled) return
  multiplications += size
  if (multiplications < WORTH_LOOKING) return
  settleTile()
  const count = kernels.tile_count()
  if (count > 1) chooseTile(fastest(count))
}

function fastest(count: number): number {
  const bytes = (M * K + K * N + M * N) * realBytes
  const a = allocateScratch(bytes)
  const rates = new Array<number>(count).fill(0)
  const slice = Math.max(SLICE, 10 * clockStep())
  for (let round = 0; round < ROUNDS; round++) {
    for (let tile = 0; tile < count; tile++) {
      chooseTile(tile)
      rates[tile] = Math.max(rates[tile] as number, rate(a, slice))
    }
  }
  freeScratch(a, bytes)
  return rates.indexOf(Math.max(...rates))
}

/** Products per millisecond. What the memory holds does not matter. */
function rate(a: number, milliseconds: number): number {
  const b = a + M * K * realBytes
  const c = b + K * N * realBytes
  const start = performance.now()
  let elapsed = 0
  let runs = 0
  while (elapsed < milliseconds) {
    check(kernels.gemm(a, M * K, K, 1, b, K * N, N, 1, c, M, N, K, false, 0))
    runs++
    elapsed = performance.now() - start
  }
  return runs / elapsed
}

/** The step in which the clock advances: some microseconds in Node, up to 0.1 ms in browsers. */
function clockStep(): number {
  const start = performance.now()
  let now = start
  while (now === start) now = performance.now()
  return now - start
}
