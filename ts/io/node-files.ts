import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** All bytes of a file. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path))
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
