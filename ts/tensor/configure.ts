import { withDefaults } from '../options.js'
import { configureCore, type Tier } from '../runtime/configuration.js'
import { manualSeed } from './generator.js'

export interface ConfigureOptions {
  /** Which build of the core to run. Default `auto`. Before the first tensor only. */
  tier?: Tier | undefined
  /** Threads to compute with. Before the first tensor only. */
  threads?: number | undefined
  /** The same as `manualSeed(seed)`. At any time. */
  seed?: number | undefined
}

/**
 * Chooses how to compute. `tier` and `threads` must come before the first tensor is made.
 *
 * @throws ValueError when the core runs already, TypeError for an unknown option or a wrong value
 */
export function configure(options: ConfigureOptions): void {
  const { tier, threads, seed } = withDefaults<ConfigureOptions>('configure', options, {
    tier: undefined,
    threads: undefined,
    seed: undefined,
  })
  configureCore({ tier, threads })
  if (seed !== undefined) manualSeed(seed)
}
