import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()

/**
 * Builds a commit in a temporary folder, which goes when this process does, and puts this bench there in place of the one
 * it had: there `grad128` is the package of that commit, and all commits are measured by the same code.
 *
 * @param {string} commit
 * @returns {{ commit: string, bench: string }} the full hash; the bench's folder
 * @throws {Error} for a commit that git does not know, or that does not build
 */
export function checkOut(commit) {
  const hash = git('rev-parse', '--verify', `${commit}^{commit}`)
  const folder = mkdtempSync(join(tmpdir(), 'grad128-compare-'))
  const tree = join(folder, 'grad128')
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
    git('worktree', 'prune')
  })
  git('worktree', 'add', '--detach', tree, hash)
  console.log(`Building ${hash.slice(0, 9)} …`)
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const shell = process.platform === 'win32'
  execFileSync('npm', options, { cwd: tree, shell, stdio: ['ignore', 'ignore', 'inherit'] })
  const bench = join(tree, 'bench')
  rmSync(bench, { recursive: true, force: true })
  const filter = (path) => basename(path) !== 'node_modules'
  cpSync(join(root, 'bench'), bench, { recursive: true, filter })
  return { commit: hash, bench }
}
