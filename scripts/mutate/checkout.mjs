import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A copy of the checkout, uncommitted changes included, in which bugs can be seeded. */
export class Checkout {
  /** Where the copy stands. */
  root
  /** Where cargo builds for all mutations. */
  targetFolder
  #source
  #folder

  constructor(source) {
    this.#source = source
    this.#folder = mkdtempSync(join(realpathSync(tmpdir()), 'grad128-mutate-'))
    this.root = join(this.#folder, 'checkout')
    this.targetFolder = process.env.CARGO_TARGET_DIR || join(this.#folder, 'target')
    const options = { cwd: source, encoding: 'utf8', maxBuffer: 2 ** 26 }
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], options)
    const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], options).split('\0')
    for (const path of listed.split('\0')) {
      if (path !== '' && !deleted.includes(path)) cpSync(join(source, path), join(this.root, path))
    }
    symlinkSync(join(source, 'node_modules'), join(this.root, 'node_modules'), 'junction')
    this.#tolerateUnused()
  }

  seed({ file, find, replace }) {
    const path = join(this.root, file)
    // As a function, because a `$` in the replacement means itself.
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(find, () => replace),
    )
  }

  /** Puts back a file, or a folder. */
  restore(path) {
    rmSync(join(this.root, path), { recursive: true, force: true })
    cpSync(join(this.#source, path), join(this.root, path), { recursive: true })
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** A bug may leave an import or a parameter unused: that must not be what finds it. */
  #tolerateUnused() {
    const path = join(this.root, 'ts/tsconfig.json')
    const config = JSON.parse(readFileSync(path, 'utf8'))
    Object.assign(config.compilerOptions, { noUnusedLocals: false, noUnusedParameters: false })
    writeFileSync(path, JSON.stringify(config))
  }
}
