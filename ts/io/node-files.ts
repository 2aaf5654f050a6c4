import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { UnavailableError } from '../errors.js'

/** All bytes of a file. @throws UnavailableError */
export async function readBytes(op: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw unavailable(op, path, 'read', cause, 'check it and its permissions')
  }
}

/** The same, or undefined when there is no such file. */
export async function readIfThere(op: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readBytes(op, path)
  } catch (error) {
    const { code } = (error as UnavailableError).cause as NodeJS.ErrnoException
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
 *
 * @throws UnavailableError
 */
export async function writeBytes(op: string, path: string, bytes: Uint8Array): Promise<void> {
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
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(sibling, { force: true }).catch(() => {}) // where the folder is none; the cause says so
    throw unavailable(op, path, 'written', cause, 'its folder has to be there and to let files be written')
  }
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

/** The error for a file that the system does not let be read or written. */
function unavailable(op: string, path: string, use: string, cause: unknown, remedy: string): UnavailableError {
  return new UnavailableError(op, {
    expected: `a file that can be ${use} at '${path}'`,
    // The message goes on with paths, of which one may be the sibling's.
    got: (cause as Error).message.split(', ')[0],
    remedy: `The path means ${resolve(path)}: ${remedy}`,
    cause,
  })
}
