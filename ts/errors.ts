/** What every error of this library says, as data; the message is made from it. */
export interface ErrorFacts {
  /** What the operation needs, as a noun phrase: `a tensor of shape [64, 10]`. */
  readonly expected?: string | undefined
  /** What came instead. */
  readonly got?: string | undefined
  /** What the caller can do about it, as a sentence. */
  readonly remedy?: string | undefined
  readonly cause?: unknown
}

/** Base of all errors that grad128 throws about misuse; `code` and `op` are for programs, `message` for people. */
export class Grad128Error extends Error {
  readonly code: string
  /** The public operation that was called, as the user spells it. */
  readonly op: string
  readonly expected: string | undefined
  readonly got: string | undefined
  readonly remedy: string | undefined

  constructor(code: string, op: string, facts: ErrorFacts | string) {
    const { expected, got, remedy, cause } = typeof facts === 'string' ? { remedy: facts } : { ...facts }
    super(describe(op, expected, got, remedy), cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.op = op
    this.expected = expected
    this.got = got
    this.remedy = remedy
  }
}

function describe(op: string, expected?: string, got?: string, remedy?: string): string {
  const clauses: string[] = []
  if (expected !== undefined) clauses.push(`expected ${expected}`)
  if (got !== undefined) clauses.push(`got ${got}`)
  const facts = clauses.join(', ')
  const parts = [facts, remedy].filter((part) => part !== undefined && part !== '')
  return `${op}: ${parts.join('. ')}`
}

/** Shapes that do not fit, or sizes that no memory could hold. */
export class ShapeError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('SHAPE', op, facts)
  }
}

/** An element type that the operation does not take. */
export class DTypeError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('DTYPE', op, facts)
  }
}

/** A label, index or dimension out of range. */
export class IndexError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('INDEX', op, facts)
  }
}

/** A number or a collection whose value makes no sense here. */
export class ValueError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('VALUE', op, facts)
  }
}

/** A tensor whose memory was released. */
export class DisposedError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('DISPOSED', op, facts)
  }
}

/** No memory left; the library stays usable. Sizes in bytes. */
export class OutOfMemoryError extends Grad128Error {
  readonly requestedBytes: number
  readonly usedBytes: number
  readonly limitBytes: number

  constructor(op: string, sizes: { requestedBytes: number; usedBytes: number; limitBytes: number }) {
    super('OUT_OF_MEMORY', op, {
      expected: `room for ${sizes.requestedBytes} bytes`,
      got: `${sizes.usedBytes} bytes in use of at most ${sizes.limitBytes}`,
      remedy: 'Use smaller batches, release what is no longer needed with dispose() or scope(), or split the work',
    })
    this.requestedBytes = sizes.requestedBytes
    this.usedBytes = sizes.usedBytes
    this.limitBytes = sizes.limitBytes
  }
}

/** A NaN or an infinity where a finite number was asked for. */
export class NonFiniteError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('NON_FINITE', op, facts)
  }
}

/** Bytes that are not what their format prescribes. */
export class FormatError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('FORMAT', op, facts)
  }
}

/** Something that had to be loaded, downloaded or written and is not to be had. */
export class UnavailableError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('UNAVAILABLE', op, facts)
  }
}

/** A backward pass that cannot be run. */
export class GraphError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('GRAPH', op, facts)
  }
}

/** A broken invariant of the library itself, never the caller's fault. */
export class InternalError extends Grad128Error {
  constructor(op: string, facts: ErrorFacts | string) {
    super('INTERNAL', op, facts)
  }
}
