import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Installs what a folder's lock file names, if that has not been done.
 *
 * @param {URL} folder with a package.json and a lock file of its own
 * @throws {Error} when npm fails
 */
export function installOnce(folder) {
  if (existsSync(new URL('node_modules/.package-lock.json', folder))) return
  const path = fileURLToPath(folder)
  console.log(`Installing ${path} once …`)
  const options = ['ci', '--prefix', path, '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, error } = spawnSync('npm', options, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm ${options.join(' ')} failed.`, { cause: error })
}
