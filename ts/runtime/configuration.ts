import { ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'

export type Tier = 'auto' | 'simd' | 'relaxed' | 'turbo'

export interface Configuration {
  /** Which build of the core to run: `auto` takes the fastest that every engine runs alike. */
  tier: Tier
  /** Threads to compute with. This version computes on one. */
  threads: number
}

const TIERS = ['auto', 'simd', 'relaxed', 'turbo'] as const

export const configuration: Configuration = { tier: 'auto', threads: 1 }

let started = false

/** Called when the core starts: from then on only the seed can be configured. */
export function freezeConfiguration(): void {
  started = true
}

/** Takes over the wishes that concern the core. @throws ValueError once the core runs, TypeError for a wrong option */
export function configureCore(wishes: { tier?: Tier | undefined; threads?: number | undefined }): void {
  const { tier, threads } = withDefaults('configure', wishes, { ...configuration })
  oneOf('configure', 'tier', tier, TIERS)
  if (!Number.isInteger(threads) || threads < 1) {
    throw new ValueError('configure', { expected: 'threads to be a whole number of at least 1', got: nameOf(threads) })
  }
  if (started && (wishes.tier !== undefined || wishes.threads !== undefined)) {
    throw new ValueError('configure', {
      expected: 'tier and threads to be chosen before the first tensor is made',
      got: 'a core that runs already',
      remedy: 'Call configure() at the start of the program; only the seed can be set later',
    })
  }
  configuration.tier = tier
  configuration.threads = threads
}

/** The tier that was asked for, by `configure` or else by GRAD128_TIER. */
export function wishedTier(): string {
  if (configuration.tier !== 'auto') return configuration.tier
  const environment = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env
  return environment?.GRAD128_TIER || 'auto'
}
