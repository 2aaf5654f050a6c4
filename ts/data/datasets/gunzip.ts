import { FormatError } from '../../errors.js'

/** Whether bytes begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** The content of gzip. @throws FormatError when it is cut off or damaged */
export async function gunzip(
  op: string,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  try {
    return new Uint8Array(await new Response(content).arrayBuffer())
  } catch (cause) {
    throw new FormatError(op, {
      expected: `'${name}' to be whole gzip`,
      got: 'damaged or cut-off data',
      remedy: 'Delete the file and get it again',
      cause,
    })
  }
}
