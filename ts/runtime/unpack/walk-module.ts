/** What goes through a module: it hands on each byte, of which it learns the kind before. */
export interface Walker {
  /** Whether bytes are left. */
  hasMore(): boolean
  /** The next byte, which is of this kind. */
  next(kind: number): number
  /** What its length stands in front of. */
  sized(walk: () => void): void
  /** The number of a local variable of a function that has these. */
  local(variables: Variables): void
}

/** The local variables of a function. */
export interface Variables {
  /** The one that was last seen stands in front, those not seen yet stand in order at the end. */
  readonly recent: Uint16Array
  /** How many were seen. */
  seen: number
}

// Bytes of one kind resemble each other, so that they pack better side by side than in their places.
/** What stands outside of functions or before their instructions. */
const FRAME = 0
/** Instructions, with the immediates that repeat with them. */
export const INSTRUCTION = 1
/** Whole numbers. */
const CONSTANT = 2
/** Offsets of addresses. */
const OFFSET = 3
/** The bits of reals and vectors, and which lanes are taken. */
const REAL = 4
/** Variables: 0 is the first one not seen yet, other numbers are one more than the place among the recent. */
export const LOCAL = 5
/** Which function is called. */
const CALL = 6
/** Types of variables. */
const TYPE = 7
export const KINDS = 8

/**
 * Goes through the bytes of a WebAssembly module. What packs and what unpacks go the same way, so that nothing has to be
 * written down of which byte is of which kind; an instruction that was missing here would be packed worse, not wrongly.
 */
export function walkModule({ hasMore, next, sized, local }: Walker): void {
  const bytes = (kind: number, count: number): void => {
    for (let i = 0; i < count; i++) next(kind)
  }
  const number = (kind: number): number => readNumber(next, kind)
  const address = (): void => {
    number(INSTRUCTION)
    number(OFFSET)
  }

  /** What follows an instruction on vectors. */
  const vector = (code: number): void => {
    if (code === 12 || code === 13) bytes(REAL, 16)
    if (code < 12 || (code > 83 && code < 94)) address()
    // Which lane.
    if ((code > 20 && code < 35) || (code > 83 && code < 92)) next(INSTRUCTION)
  }

  const body = (): void => {
    for (let runs = number(FRAME); runs > 0; runs--) {
      number(FRAME)
      next(TYPE)
    }
    const variables = { recent: numbers.slice(), seen: 0 }
    for (let depth = 1; depth > 0; ) {
      const code = next(INSTRUCTION)
      if (code > 0x1f && code < 0x23) local(variables)
      else if (code === 0xfd) vector(number(INSTRUCTION))
      else if (code > 0x44 && code < 0xfc) continue
      else if (code > 0x27 && code < 0x3f) address()
      else if (code === 0x41 || code === 0x42) number(CONSTANT)
      else if (code === 0x10) number(CALL)
      else if (code === 0x0b) depth--
      else if (code === 0x0c || code === 0x0d || code === 0x23 || code === 0x24) number(INSTRUCTION)
      else if (code > 0x01 && code < 0x05) {
        depth++
        number(INSTRUCTION)
      } else if (code === 0x43) bytes(REAL, 4)
      else if (code === 0x44) bytes(REAL, 8)
      else if (code === 0x1c) bytes(INSTRUCTION, number(INSTRUCTION))
      else if (code === 0x0e) for (let targets = number(INSTRUCTION); targets >= 0; targets--) number(INSTRUCTION)
      else if (code === 0x11) {
        number(CONSTANT)
        number(CONSTANT)
      } else if (code === 0xfc) bytes(INSTRUCTION, FOLLOWING[number(INSTRUCTION)] ?? 0)
      else if (code === 0x3f || code === 0x40) next(INSTRUCTION)
    }
  }

  const numbers = Uint16Array.from({ length: MOST_VARIABLES }, (_, i) => i)
  bytes(FRAME, 8)
  while (hasMore()) {
    const section = next(FRAME)
    const length = number(FRAME)
    if (section !== 10) bytes(FRAME, length)
    else for (let functions = number(FRAME); functions > 0; functions--) sized(body)
  }
}

/** Bytes behind the instructions that initialize, drop, copy and fill memory. */
const FOLLOWING: Record<number, number> = { 8: 2, 9: 1, 10: 2, 11: 1 }

/** More than a function of the core has. */
const MOST_VARIABLES = 4096

/** A whole number in LEB128, WebAssembly's way to write it: seven bits a byte, the lowest first. */
export function readNumber(next: (kind: number) => number, kind: number): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = next(kind)
    value |= (byte & 127) << shift
    if (byte < 128) return value
  }
}

/** Puts the variable in a place of the recent ones in front of them. */
export function toFront(variables: Variables, place: number): number {
  const { recent, seen } = variables
  const found = recent[place] as number
  recent.copyWithin(1, 0, place)
  recent[0] = found
  if (place >= seen) variables.seen++
  return found
}

export function writeNumber(value: number, put: (byte: number) => void): void {
  for (; value > 127; value >>>= 7) put((value & 127) | 128)
  put(value)
}
