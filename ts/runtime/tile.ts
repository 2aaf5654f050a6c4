import { TILES, type Tile } from './configuration.js'
import { kernels, type Products } from './kernels.js'

/** Which of the running module's tiles multiplies, and whether that is settled. */
let chosen = 0
export let settled = false

/** Multiplies with a tile from now on. */
export function chooseTile(index: number): void {
  chosen = index
  kernels.choose_tile(index)
}

/** Keeps the tile that is chosen. */
export function settleTile(): void {
  settled = true
}

/** The shape of the chosen tile. */
export function chosenTile(): Tile {
  return tileName(kernels, chosen)
}

/** Where a tile of this name stands among those of the running module; −1 when it has none. */
export function tileIndex(name: string): number {
  return TILES.findIndex((_, i) => i < kernels.tile_count() && tileName(kernels, i) === name)
}

function tileName(products: Products, index: number): Tile {
  const shape = products.tile_shape(index)
  return `${shape >> 8}x${shape & 255}` as Tile
}
