import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import envPaths from 'env-paths'

/** All bytes of a file. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path))
}

/** The same, or undefined when there is no such file. */
export async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readBytes(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Where the system keeps what can be downloaded again. */
export function cacheFolder(): string {
  return envPaths('grad128', { suffix: '' }).cache
}

/** Makes a folder and those around it, unless they are there. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
}

/**
 * Writes a file so that at any moment either the old one or the whole new one is there: into a sibling first, flushed
 * to the disk, then renamed over it.
 */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const sibling = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  try {
    const file = await open(sibling, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(sibling, path)
  } catch (error) {
    await rm(sibling, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes the renaming itself durable, where the system lets a folder be flushed. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return // has no such call; NTFS journals the renaming
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
