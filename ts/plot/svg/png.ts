import { encode } from 'fast-png'
import { element } from './element.js'

export interface Raster {
  /** Row by row, `channels` bytes a pixel. */
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
}

/** A raster as an element of the given place and size, its pixels left as squares. */
export function raster(
  { bytes, width, height, channels }: Raster,
  place: { x: number; y: number; width: number; height: number },
): string {
  const png = encode({ width, height, data: bytes, channels, depth: 8 })
  return element('image', {
    ...place,
    preserveAspectRatio: 'none',
    // The second is what viewers without style sheets know.
    style: 'image-rendering:pixelated',
    'image-rendering': 'optimizeSpeed',
    href: `data:image/png;base64,${base64(png)}`,
  })
}

function base64(bytes: Uint8Array): string {
  let characters = ''
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}
