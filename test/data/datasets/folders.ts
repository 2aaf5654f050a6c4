import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

const variables = ['GRAD128_DATA', 'XDG_CACHE_HOME'] as const

/** Folders of their own for each test, so that nothing of this machine is read or written. */
export function temporaryFolders(): { root: string; cache: string } {
  const folders = { root: '', cache: '' }
  const before = variables.map((name) => [name, process.env[name]] as const)
  beforeEach(() => {
    folders.root = mkdtempSync(join(tmpdir(), 'grad128-data-'))
    folders.cache = join(folders.root, 'cache', 'grad128')
    delete process.env.GRAD128_DATA
    process.env.XDG_CACHE_HOME = join(folders.root, 'cache')
  })
  afterEach(() => {
    rmSync(folders.root, { recursive: true, force: true })
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
  return folders
}
