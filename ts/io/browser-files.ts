/** All bytes of a file of the origin's private file system. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { folder, name } = await locate(path, false)
  const file = await (await folder.getFileHandle(name)).getFile()
  return new Uint8Array(await file.arrayBuffer())
}

/** The same, or undefined when there is no such file, or no file system, as outside of secure pages. */
export async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readBytes(path)
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

/** Writes a file of the origin's private file system; it changes as a whole when the stream closes. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const { folder, name } = await locate(path, true)
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
  try {
    await stream.write(bytes as Uint8Array<ArrayBuffer>)
  } catch (error) {
    await stream.abort()
    throw error
  }
  await stream.close()
}

async function locate(path: string, create: boolean): Promise<{ folder: FileSystemDirectoryHandle; name: string }> {
  const parts = path.split('/').filter((part) => part !== '')
  const name = parts.pop()
  if (name === undefined) throw new TypeError(`io: expected the path of a file, got '${path}'`)
  let folder = await navigator.storage.getDirectory()
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create })
  return { folder, name }
}
