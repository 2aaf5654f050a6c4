import { withDefaults } from '../options.js'
import { configureCore, type Tier, type Tile } from '../runtime/configuration.js'
import { manualSeed } from './generator.js'

export interface ConfigureOptions {
  /** Which build of the core to run. Default `auto`. Before the first tensor only. */
  tier?: Tier | undefined
  /** The tile of the matrix product, which is otherwise found by measuring. Before the first tensor only. */
  tile?: 'auto' | Tile | undefined
  /** Threads to compute with. Before the first tensor only. */
  threads?: number | undefined
  /** The same as `manualSeed(seed)`. At any time. */
  seed?: number | undefined
}

/**
 * Chooses how to compute. `tier`, `tile` and `threads` must come before the first tensor is made.
 *
 * @throws ValueError when the core runs already, TypeError for an unknown option or a wrong value
 */
export function configure(options: ConfigureOptions): void {
  const { tier, tile, threads, seed } = withDefaults<ConfigureOptions>('configure', options, {
    tier: undefined,
    tile: undefined,
    threads: undefined,
    seed: undefined,
  })
  configureCore({ tier, tile, threads })
  if (seed !== undefined) manualSeed(seed)
}
