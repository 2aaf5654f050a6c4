/**
 * Decodes a file of the LZMA format (its "alone" form, as the SDK's specification by Igor Pavlov has it) with the
 * settings that pack WebAssembly best: 1 bit of literal context, no bits of literal position and of position.
 *
 * Every bit is coded by the probability of its context, which learns. Bits say whether a byte or a match follows, where
 * the match lies, one of the last four distances or a new one, and how long it is.
 *
 * @param source a character a byte
 * @param length of what was packed, in bytes
 */
export function decodeLzma(source: string, length: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(length)
  const odds = new Uint16Array(LITERAL + 2 * 0x300).fill(1024)
  // As signed whole numbers, which engines keep in registers where they would box others.
  let read = HEADER_BYTES + 1
  let range = -1
  let code = 0
  while (read < HEADER_BYTES + 5) code = (code << 8) | source.charCodeAt(read++)

  const refill = (): void => {
    if (range >>> 24 !== 0) return
    range <<= 8
    code = (code << 8) | source.charCodeAt(read++)
  }
  const bit = (context: number): number => {
    const odd = odds[context] as number
    const bound = Math.imul(range >>> 11, odd)
    const isOne = code >>> 0 >= bound >>> 0
    if (isOne) {
      range = (range - bound) | 0
      code = (code - bound) | 0
      odds[context] = odd - (odd >> 5)
    } else {
      range = bound
      odds[context] = odd + ((2048 - odd) >> 5)
    }
    refill()
    return isOne ? 1 : 0
  }
  /** A number whose highest bit comes first, each in the context of those before it. */
  const tree = (context: number, bits: number): number => {
    let path = 1
    for (let i = 0; i < bits; i++) path = path * 2 + bit(context + path)
    return path - (1 << bits)
  }
  /** The same with the lowest bit first. */
  const reversed = (context: number, bits: number): number => {
    let path = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const next = bit(context + path)
      path = path * 2 + next
      value += next << i
    }
    return value
  }
  /** Bits that are as often 0 as 1. */
  const even = (bits: number): number => {
    let value = 0
    for (let i = 0; i < bits; i++) {
      range >>>= 1
      const next = code >>> 0 >= range ? 1 : 0
      code = (code - next * range) | 0
      value = value * 2 + next
      refill()
    }
    return value
  }
  const lengthOf = (context: number): number => {
    if (!bit(context)) return tree(context + 2, 3)
    return bit(context + 1) ? 16 + tree(context + 18, 8) : 8 + tree(context + 10, 3)
  }
  const newDistance = (length: number): number => {
    const slot = tree(SLOT + Math.min(length, 3) * 64, 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const base = (2 + (slot & 1)) * 2 ** bits
    return slot < 14 ? base + reversed(NEAR + base - slot, bits) : base + even(bits - 4) * 16 + reversed(ALIGN, 4)
  }

  // What the last steps were: 0 to 6 after a byte, 7 to 11 after a match.
  let state = 0
  const distances = [0, 0, 0, 0]
  for (let written = 0; written < length; ) {
    const matched = written - (distances[0] as number) - 1
    if (!bit(IS_MATCH + state)) {
      const context = LITERAL + ((output[written - 1] ?? 0) >> 7) * 0x300
      let symbol = 1
      if (state >= 7) {
        // As long as it is the byte that would have continued the match, that byte is part of the context.
        for (let expected = output[matched] as number; symbol < 256; expected <<= 1) {
          const like = (expected >> 7) & 1
          const next = bit(context + 256 + like * 256 + symbol)
          symbol = symbol * 2 + next
          if (next !== like) break
        }
      }
      while (symbol < 256) symbol = symbol * 2 + bit(context + symbol)
      output[written++] = symbol
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
      continue
    }
    let count: number
    if (bit(IS_KNOWN + state)) {
      const which = bit(IS_EARLIER + state) && 1 + (bit(IS_THIRD + state) && 1 + bit(IS_FOURTH + state))
      if (which === 0 && !bit(IS_LONG + state)) {
        output[written++] = output[matched] as number
        state = state < 7 ? 9 : 11
        continue
      }
      distances.unshift(...distances.splice(which, 1))
      count = lengthOf(KNOWN_LENGTH)
      state = state < 7 ? 8 : 11
    } else {
      count = lengthOf(NEW_LENGTH)
      distances.pop()
      distances.unshift(newDistance(count))
      state = state < 7 ? 7 : 10
    }
    const back = (distances[0] as number) + 1
    for (count += 2; count > 0; count--) {
      output[written] = output[written - back] as number
      written++
    }
  }
  return output
}

/** The settings, the size of the dictionary and of what was packed. */
const HEADER_BYTES = 13

// Where the contexts of each kind of bit begin.
const IS_MATCH = 0
const IS_KNOWN = IS_MATCH + 12
const IS_EARLIER = IS_KNOWN + 12
const IS_THIRD = IS_EARLIER + 12
const IS_FOURTH = IS_THIRD + 12
const IS_LONG = IS_FOURTH + 12
const SLOT = IS_LONG + 12
const NEAR = SLOT + 4 * 64
const ALIGN = NEAR + 115
const NEW_LENGTH = ALIGN + 16
const KNOWN_LENGTH = NEW_LENGTH + 274
const LITERAL = KNOWN_LENGTH + 274
