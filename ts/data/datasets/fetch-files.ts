import { UnavailableError, ValueError } from '../../errors.js'
import { nameOf, withDefaults } from '../../options.js'
import { node } from '../../runtime/node.js'

export interface DownloadOptions {
  /** Addresses of folders from which files are downloaded, in the order in which they are tried. */
  mirrors?: readonly string[] | undefined
  /** Ends the download; the promise rejects with its reason. */
  signal?: AbortSignal | undefined
}

export interface FetchFilesOptions extends DownloadOptions {
  /** Name of the set, which is a folder in the cache. */
  folder: string
  /** SHA-256 of each file, in hexadecimal digits, by its name. */
  files: Readonly<Record<string, string>>
}

type Bytes = Uint8Array<ArrayBuffer>

/** A file that a folder has, or that was downloaded. */
export interface FetchedFile {
  readonly path: string
  readonly bytes: Bytes
}

/** See `datasets.fetchFiles`. */
export async function fetchFiles(options: FetchFilesOptions): Promise<Record<string, Bytes>> {
  const found = await filesOf('datasets.fetchFiles', options)
  return Object.fromEntries(Object.entries(found).map(([name, { bytes }]) => [name, bytes]))
}

/** The same for a function of another name, with the places of the files. */
export async function filesOf(op: string, options: FetchFilesOptions): Promise<Record<string, FetchedFile>> {
  const { folder, files, mirrors, signal } = withDefaults(op, options, {
    folder: '',
    files: {},
    mirrors: [],
    signal: undefined,
  } as {
    folder: string
    files: Readonly<Record<string, string>>
    mirrors: readonly string[]
    signal: AbortSignal | undefined
  })
  for (const name of [folder, ...Object.keys(files)]) checkName(op, name)
  if (!Array.isArray(mirrors) || !mirrors.every((address) => typeof address === 'string')) {
    throw new TypeError(`${op}: option 'mirrors' must be an array of addresses, got ${nameOf(mirrors)}`)
  }
  const found: Record<string, FetchedFile> = {}
  // One after the other: two at once would be no faster, and one failure would leave the other running.
  for (const [name, sha256] of Object.entries(files)) {
    const wanted = { op, folder, name, sha256: sha256.toLowerCase() }
    found[name] = (await local(wanted)) ?? (await downloaded(wanted, mirrors, signal))
  }
  return found
}

interface Wanted {
  readonly op: string
  readonly folder: string
  readonly name: string
  readonly sha256: string
}

/** Folders in which files are kept, the user's own one first. */
async function placesOf({ folder }: Wanted): Promise<{ own: string | undefined; cache: string }> {
  const { cacheFolder } = await import('#files')
  const own = node?.env?.GRAD128_DATA
  return { own: own ? `${own}/${folder}` : undefined, cache: `${cacheFolder()}/${folder}` }
}

/** The file where it already is. */
async function local(wanted: Wanted): Promise<FetchedFile | undefined> {
  const { readIfThere } = await import('#files')
  const { own, cache } = await placesOf(wanted)
  const { name } = wanted
  for (const path of own === undefined ? [] : [`${own}/${name}`, `${own}/${name.replace(/\.gz$/, '')}`]) {
    const bytes = await readIfThere(wanted.op, path)
    if (bytes !== undefined) return { path, bytes }
  }
  const path = `${cache}/${name}`
  const bytes = await readIfThere(wanted.op, path)
  return bytes !== undefined && (await digest(wanted, bytes)) === wanted.sha256 ? { path, bytes } : undefined
}

async function downloaded(
  wanted: Wanted,
  mirrors: readonly string[],
  signal: AbortSignal | undefined,
): Promise<FetchedFile> {
  const { name, op, folder } = wanted
  const { own, cache } = await placesOf(wanted)
  const reasons: string[] = []
  for (const mirror of mirrors) {
    const address = `${mirror.replace(/\/$/, '')}/${name}`
    try {
      const bytes = await download(wanted, address, signal)
      return { path: await keep(wanted, own === undefined ? [cache] : [own, cache], bytes), bytes }
    } catch (error) {
      signal?.throwIfAborted()
      reasons.push(`${address}: ${reasonOf(error)}`)
    }
  }
  throw new UnavailableError(op, {
    expected: `'${name}' with the SHA-256 ${wanted.sha256}`,
    got: reasons.join('; ') || 'no mirrors',
    remedy: `Without a network, put the file at ${cache}/${name}, or into the folder '${folder}' of one that GRAD128_DATA names`,
  })
}

/** @throws Error saying what is wrong with the answer */
async function download(wanted: Wanted, address: string, signal: AbortSignal | undefined): Promise<Bytes> {
  // A server that packs what is packed already would have it unpacked on arrival.
  const headers = { 'accept-encoding': 'identity' }
  const response = await fetch(address, { headers, signal: signal ?? null })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`status ${response.status}`)
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  const sum = await digest(wanted, bytes)
  if (sum !== wanted.sha256) throw new Error(`${bytes.length} bytes with the SHA-256 ${sum}`)
  return bytes
}

/** Writes the file into the first folder that takes it. What cannot be kept anywhere is downloaded again next time. */
async function keep({ op, name }: Wanted, folders: readonly string[], bytes: Bytes): Promise<string> {
  const { makeFolder, writeBytes } = await import('#files')
  for (const folder of folders) {
    try {
      await makeFolder(folder)
      await writeBytes(op, `${folder}/${name}`, bytes)
      return `${folder}/${name}`
    } catch {
      // A folder that cannot be written, as a read-only one of shared data; the next one may do.
    }
  }
  return name
}

async function digest({ op }: Wanted, bytes: Bytes): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new UnavailableError(op, { expected: 'crypto.subtle', remedy: 'Browsers offer it to pages loaded by https' })
  }
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What was thrown, with what the system says below it: `fetch failed (ECONNREFUSED)`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const code = cause instanceof Error ? ((cause as { code?: unknown }).code ?? cause.message) : undefined
  return code === undefined ? error.message : `${error.message} (${code})`
}

/** @throws ValueError for names that lead out of the folder */
function checkName(op: string, name: string): void {
  if (/^[\w][\w.-]*$/.test(name)) return
  throw new ValueError(op, { expected: 'names of letters, digits, dots, dashes and underscores', got: nameOf(name) })
}
