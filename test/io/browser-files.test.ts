import { afterEach, expect, test, vi } from 'vitest'
import { UnavailableError } from '../../ts/errors.js'
import { readBytes, readIfThere, writeBytes } from '../../ts/io/browser-files.js'

afterEach(() => vi.unstubAllGlobals())

/** A private file system of one folder `models` with one file `a`, which has as many bytes as its quota allows. */
function fileSystem(): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map([['a', Uint8Array.of(1, 2)]])
  const models = {
    getFileHandle: async (name: string, options?: { create: boolean }) => {
      if (!files.has(name) && !options?.create) throw new DOMException('It was not found.', 'NotFoundError')
      return {
        getFile: async () => new Blob([files.get(name) ?? '']),
        createWritable: async () => ({
          abort: async () => {},
          close: async () => {},
          write: async (bytes: Uint8Array<ArrayBuffer>) => {
            if (bytes.length > 2) throw new DOMException('No room.', 'QuotaExceededError')
            files.set(name, bytes)
          },
        }),
      }
    },
  }
  const root = {
    getDirectoryHandle: async (name: string) => {
      if (name !== 'models') throw new DOMException('It is a file.', 'TypeMismatchError')
      return models
    },
  }
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root } })
  return files
}

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UnavailableError)
  return error as UnavailableError
}

test('files are written and read', async () => {
  const files = fileSystem()
  expect(await readBytes('loadSafetensors', '/models/a')).toEqual(Uint8Array.of(1, 2))
  await writeBytes('saveSafetensors', 'models/b', Uint8Array.of(3))
  expect(files.get('b')).toEqual(Uint8Array.of(3))
  expect(await readIfThere('fetchFiles', 'models/c')).toBeUndefined()
})

test('what cannot be read or written is unavailable, with the cause', async () => {
  fileSystem()
  const missing = await failure(readBytes('loadSafetensors', 'models/c'))
  expect(missing.message).toBe(
    "loadSafetensors: expected a file that can be read at 'models/c', got NotFoundError: It was not found. " +
      "Files lie in the private file system of the page's origin, which secure pages have",
  )
  expect(missing.cause).toBeInstanceOf(DOMException)
  const elsewhere = await failure(readBytes('readCsv', 'a/b'))
  expect(elsewhere.message).toContain("readCsv: expected a file that can be read at 'a/b', got TypeMismatchError")
  const full = await failure(writeBytes('saveSafetensors', 'models/a', new Uint8Array(3)))
  expect(full.message).toContain(
    "saveSafetensors: expected a file that can be written at 'models/a', got QuotaExceeded",
  )
})

test('without a private file system', async () => {
  vi.stubGlobal('navigator', {})
  const error = await failure(readBytes('readLines', 'a'))
  expect(error.message).toContain("readLines: expected a file that can be read at 'a', got TypeError: ")
  expect(error.remedy).toContain('secure pages')
})

test('a path that names nothing is a TypeError', async () => {
  await expect(writeBytes('saveSafetensors', '/', new Uint8Array(1))).rejects.toThrow(
    "saveSafetensors: expected the path of a file, got '/'",
  )
})
