import { Encoder } from '../../node_modules/lzma1/lib/encoder.js'
import { InputBuffer, OutputBuffer } from '../../node_modules/lzma1/lib/streams.js'

/**
 * Packs in LZMA for `decodeLzma`: one bit of the byte before is the context of a byte, and nothing depends on the place
 * in groups of four, which bytes sorted by their kind do not stand in. For the settings of others lzma1 offers no way in
 * but its encoder, which it does not export.
 *
 * @param {Uint8Array} bytes
 */
export function compressLzma(bytes) {
  const output = new OutputBuffer(bytes.length)
  new SettingsOfOurs().compress(new InputBuffer(bytes), output, BEST)
  return Buffer.from(output.toArray())
}

/** As lzma1's best mode, with a dictionary of 2^25 bytes and matches of up to 255. */
const BEST = { searchDepth: 25, filterStrength: 255, modeIndex: 1 }

class SettingsOfOurs extends Encoder {
  configure(mode) {
    super.configure(mode)
    this._numLiteralContextBits = 1
    this._posStateBits = 0
    this._posStateMask = 0
  }
}
