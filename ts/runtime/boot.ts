import { InternalError } from '../errors.js'
import { configuration, freezeConfiguration, wishedTier } from './configuration.js'
import { installKernels, type Kernels, kernels, startKernelsWith } from './kernels.js'
import { installMemory } from './linear-memory.js'
import { builds, realBytes } from './precision.js'
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

interface Core {
  heapBase: number
  info: BackendInfo
}

let core: Core | undefined

/** Compiles and starts the core, once; about 2 ms. Called by the first allocation. */
export function boot(): Core {
  if (core !== undefined) return core
  freezeConfiguration()
  const [build] = builds
  const exports = build.instantiate()
  const loaded = exports as unknown as Kernels
  if (loaded.real_bytes() !== realBytes) {
    throw new InternalError('boot', 'The WebAssembly core was built for another precision than this bundle')
  }
  installMemory(exports.memory)
  installKernels(loaded)
  core = {
    heapBase: loaded.heap_base() >>> 0,
    info: { tier: build.tier, tile: '4x8', threads: 1, version, reasons: reasonsFor(build.tier) },
  }
  return core
}

startKernelsWith(() => {
  boot()
  return kernels
})

/** What computes, and why: the tier, the matrix tile, threads, the version. Starts the core if need be. */
export function backendInfo(): BackendInfo {
  const { info } = boot()
  return { ...info, reasons: [...info.reasons] }
}

function reasonsFor(tier: string): string[] {
  const reasons: string[] = []
  const wish = wishedTier()
  const { threads } = configuration
  if (wish !== 'auto' && wish !== tier) reasons.push(`This version has no '${wish}' build; '${tier}' computes instead`)
  if (threads > 1) reasons.push(`This version computes on one thread; ${threads} were asked for`)
  return reasons
}
