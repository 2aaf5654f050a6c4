import { ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'
import { node } from './node.js'

export type Tier = 'auto' | 'simd' | 'relaxed' | 'turbo'

/** Rows × columns of c that the innermost loop of a matrix product computes. */
export const TILES = ['4x8', '2x16', '3x12', '6x8', '4x16', '6x16'] as const
export type Tile = (typeof TILES)[number]

export interface Configuration {
  /** Which build of the core to run: `auto` takes the fastest that this engine runs without being told to. */
  tier: Tier
  /** The tile of the matrix product; `auto` has it found by measuring. */
  tile: 'auto' | Tile
  /** Threads to compute with. This version computes on one. */
  threads: number
}

const TIERS = ['auto', 'simd', 'relaxed', 'turbo'] as const

export const configuration: Configuration = { tier: 'auto', tile: 'auto', threads: 1 }

let started = false

/** Called when the core starts: from then on only the seed can be configured. */
export function freezeConfiguration(): void {
  started = true
}

/** Takes over the wishes that concern the core. @throws ValueError once the core runs, TypeError for a wrong option */
export function configureCore(wishes: { [Key in keyof Configuration]?: Configuration[Key] | undefined }): void {
  const { tier, tile, threads } = withDefaults<Configuration>('configure', wishes, configuration)
  oneOf('configure', 'tier', tier, TIERS)
  oneOf('configure', 'tile', tile, ['auto', ...TILES])
  if (!Number.isInteger(threads) || threads < 1) {
    throw new ValueError('configure', { expected: 'threads to be a whole number of at least 1', got: nameOf(threads) })
  }
  if (started && Object.values(wishes).some((wish) => wish !== undefined)) {
    throw new ValueError('configure', {
      expected: 'tier, tile and threads to be chosen before the first tensor is made',
      got: 'a core that runs already',
      remedy: 'Call configure() at the start of the program; only the seed can be set later',
    })
  }
  configuration.tier = tier
  configuration.tile = tile
  configuration.threads = threads
}

/** The tier that was asked for, by `configure` or else by GRAD128_TIER. */
export function wishedTier(): string {
  return configuration.tier === 'auto' ? fromEnvironment('GRAD128_TIER') : configuration.tier
}

/** The tile that was asked for, by `configure` or else by GRAD128_TILE. */
export function wishedTile(): string {
  return configuration.tile === 'auto' ? fromEnvironment('GRAD128_TILE') : configuration.tile
}

function fromEnvironment(name: string): string {
  return node?.env?.[name] || 'auto'
}
