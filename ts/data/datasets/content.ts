import { FormatError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { gunzip, isGzip } from './gunzip.js'

/** Where a file is, or what is in it. */
export type FileSource = string | Uint8Array | ArrayBuffer

/** The content of a file, unpacked where gzip had packed it, and what errors call it. */
export interface Content {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly name: string
}

/** @throws TypeError when it is neither a path nor bytes, UnavailableError without such a file, FormatError for damaged gzip */
export async function contentOf(op: string, source: FileSource): Promise<Content> {
  const { bytes, name } = await open(op, source)
  return { bytes: isGzip(bytes) ? await gunzip(op, bytes, name) : bytes, name }
}

/** The same as text. @throws FormatError for bytes that are no text in this encoding */
export async function textOf(
  op: string,
  source: FileSource,
  encoding = 'utf-8',
): Promise<{ readonly text: string; readonly name: string }> {
  const { bytes, name } = await contentOf(op, source)
  return { text: decoded(op, bytes, name, encoding), name }
}

/** Text out of bytes, without a byte order mark. @throws FormatError */
export function decoded(op: string, bytes: Uint8Array, name: string, encoding = 'utf-8'): string {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    const facts = { expected: 'an encoding that TextDecoder knows', got: nameOf(encoding), cause }
    throw new FormatError(op, facts)
  }
  try {
    // In two pieces: Node 20 to 24 take windows-1252 for Latin 1 where all comes at once (nodejs/node#56542).
    return decoder.decode(bytes, { stream: true }) + decoder.decode()
  } catch (cause) {
    throw new FormatError(op, {
      expected: `'${name}' to be text in ${encoding}`,
      got: 'other bytes',
      remedy: "Name its encoding, as { encoding: 'windows-1252' }",
      cause,
    })
  }
}

async function open(op: string, source: unknown): Promise<Content> {
  if (source instanceof Uint8Array) return { bytes: source as Uint8Array<ArrayBuffer>, name: 'bytes' }
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source), name: 'bytes' }
  if (typeof source !== 'string') throw new TypeError(`${op}: expected a path or bytes, got ${nameOf(source)}`)
  const { readBytes } = await import('#files')
  return { bytes: await readBytes(op, source), name: source }
}
