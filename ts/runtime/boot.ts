import { InternalError } from '../errors.js'
import { configuration, freezeConfiguration, TILES, wishedTier, wishedTile } from './configuration.js'
import { installKernels, type Kernels, kernels, type Products, startKernelsWith } from './kernels.js'
import { installMemory } from './linear-memory.js'
import { core, realBytes, relaxedModule } from './precision.js'
import { agrees } from './self-check.js'
import { chooseTile, chosenTile, settleTile, tileIndex } from './tile.js'
import { setFasterFlags } from './v8-flags.js'
import { version } from './version.js'

export interface BackendInfo {
  /** The build that computes. */
  tier: 'simd' | 'relaxed' | 'turbo' | 'float64'
  /** Rows × columns of the matrix-product microkernel. */
  tile: string
  threads: number
  /** Of this package. */
  version: string
  /** Why it is this tier and not another that was asked for. */
  reasons: string[]
}

interface Running {
  /** Where memory is free. */
  heapBase: number
  tier: BackendInfo['tier']
  reasons: string[]
}

let running: Running | undefined

/** Compiles and starts the core, once; some 5 ms. Called by the first allocation. */
export function boot(): Running {
  if (running !== undefined) return running
  freezeConfiguration()
  const wish = wishedTier()
  const reasons: string[] = []
  // Flags count only for what is compiled after them.
  const turbo = wish === 'turbo' && relaxedModule !== null && setFasterFlags(relaxedModule.isSupported, reasons)
  const whole = core.instantiate()
  if (whole.real_bytes() !== realBytes) {
    throw new InternalError('boot', 'The WebAssembly core was built for another precision than this bundle')
  }
  installMemory(whole.memory)
  const faster = wish === 'simd' ? null : startBeside(whole, whole.memory, reasons, wish !== 'auto')
  installKernels(faster === null ? whole : { ...whole, ...faster.products })
  const tier = faster === null ? core.tier : turbo ? 'turbo' : 'relaxed'
  explain(wish, tier, reasons)
  running = { heapBase: faster?.heapBase ?? whole.heap_base() >>> 0, tier, reasons }
  const pinned = wishedTile()
  if (pinned !== 'auto') pin(pinned, reasons)
  // Until there was enough work to measure by, a tile that is never far from the best.
  else if (turbo) chooseTile(tileIndex('4x16'))
  return running
}

startKernelsWith(() => {
  boot()
  return kernels
})

/** What computes, and why: the tier, the matrix tile, threads, the version. Starts the core if need be. */
export function backendInfo(): BackendInfo {
  const { tier, reasons } = boot()
  return { tier, tile: chosenTile(), threads: 1, version, reasons: [...reasons] }
}

/** The module of faster products beside the core, where the engine has the instructions and the results are right. */
function startBeside(
  whole: Kernels,
  memory: WebAssembly.Memory,
  reasons: string[],
  wished: boolean,
): { products: Products; heapBase: number } | null {
  if (relaxedModule === null) return null
  if (!relaxedModule.isSupported()) {
    if (wished) reasons.push('This engine has no relaxed SIMD (Node has it from 22 on)')
    return null
  }
  // Its data lie behind the core's, in memory that must be there when it starts.
  memory.grow(RELAXED_PAGES)
  const module = relaxedModule.instantiate(memory)
  const heapBase = module.heap_base() >>> 0
  const { gemm, pack_columns, packed_length, convolve, convolution_weight_gradient } = module
  const { tile_count, tile_shape, choose_tile } = module
  const products = {
    ...{ gemm, pack_columns, packed_length, convolve, convolution_weight_gradient },
    ...{ tile_count, tile_shape, choose_tile },
  }
  if (agrees(whole, products, memory, Math.ceil(heapBase / 64) * 64)) return { products, heapBase }
  reasons.push('Products in relaxed SIMD were wrong here')
  return null
}

/** More than the data of the module beside the core take. */
const RELAXED_PAGES = 40

function explain(wish: string, tier: string, reasons: string[]): void {
  if (wish !== 'auto' && wish !== tier) reasons.push(`'${tier}' computes instead of '${wish}'`)
  const { threads } = configuration
  if (threads > 1) reasons.push(`This version computes on one thread; ${threads} were asked for`)
}

function pin(name: string, reasons: string[]): void {
  const index = tileIndex(name)
  if (index < 0) {
    reasons.push(`There is no tile '${name}' here; the tiles are ${TILES.join(', ')}`)
    return
  }
  chooseTile(index)
  settleTile()
}
