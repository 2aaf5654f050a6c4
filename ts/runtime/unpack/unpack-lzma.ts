import { decodeLzma } from './decode-lzma.js'
import { parts, sum } from './parts.js'
import { unsortModules } from './unsort-modules.js'

/**
 * What the bundler sorted and packed. LZMA is a quarter smaller than deflate, the best that browsers have built in, which
 * they answer to with a promise only.
 */
export function unpack(
  packed: string,
  kinds: readonly number[],
  lengths: readonly number[],
): (index: number) => Uint8Array<ArrayBuffer> {
  return parts(() => unsortModules(decodeLzma(atob(packed), sum(kinds)), kinds, lengths), lengths)
}
