import { UnavailableError } from '../errors.js'

/** All bytes of a file of the origin's private file system. @throws UnavailableError */
export async function readBytes(op: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts = partsOf(op, path)
  try {
    const { folder, name } = await locate(parts, false)
    const file = await (await folder.getFileHandle(name)).getFile()
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw unavailable(op, path, 'read', cause)
  }
}

/** The same, or undefined when there is no such file, or no file system, as outside of secure pages. */
export async function readIfThere(op: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readBytes(op, path)
  } catch {
    return undefined
  }
}

/** Where downloaded files are kept. */
export function cacheFolder(): string {
  return 'grad128'
}

/** Makes nothing: folders are made when a file is written. */
export async function makeFolder(_path: string): Promise<void> {}

/**
 * Writes a file of the origin's private file system; it changes as a whole when the stream closes.
 *
 * @throws UnavailableError
 */
export async function writeBytes(op: string, path: string, bytes: Uint8Array): Promise<void> {
  const parts = partsOf(op, path)
  try {
    const { folder, name } = await locate(parts, true)
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
    try {
      await stream.write(bytes as Uint8Array<ArrayBuffer>)
    } catch (error) {
      await stream.abort()
      throw error
    }
    await stream.close()
  } catch (cause) {
    throw unavailable(op, path, 'written', cause)
  }
}

/** The error for a file that the browser does not let be read or written. */
function unavailable(op: string, path: string, use: string, cause: unknown): UnavailableError {
  const { name, message } = cause as Error
  return new UnavailableError(op, {
    expected: `a file that can be ${use} at '${path}'`,
    got: `${name}: ${message.replace(/\.$/, '')}`,
    remedy: "Files lie in the private file system of the page's origin, which secure pages have",
    cause,
  })
}

function partsOf(op: string, path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.length === 0) throw new TypeError(`${op}: expected the path of a file, got '${path}'`)
  return parts
}

async function locate(parts: string[], create: boolean): Promise<{ folder: FileSystemDirectoryHandle; name: string }> {
  let folder = await navigator.storage.getDirectory()
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create })
  return { folder, name: parts.at(-1) as string }
}
