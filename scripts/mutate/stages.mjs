import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { rustToolchain } from '../rust-toolchain.mjs'
import { wasmFolder } from '../wasm/builds.mjs'
import { runToEnd } from './run-to-end.mjs'

/** The folders of test/ that are likely to find a bug in a folder of ts/ or crates/; the others follow if they do not. */
const near = {
  runtime: ['runtime', 'lifetimes', 'tensor', 'autograd'],
  tensor: ['tensor', 'lifetimes', 'autograd', 'data'],
  autograd: ['autograd', 'lifetimes'],
  ops: ['autograd', 'ops', 'nn'],
  nn: ['nn', 'train'],
  optim: ['optim'],
  data: ['data'],
  train: ['train'],
  io: ['io'],
  crates: ['ops', 'nn', 'optim', 'tensor'],
}
/** These compare texts of the sources: that a text was changed is not what a test should find. */
const excluded = ['--exclude', 'test/structure/**', '--exclude', 'test/docs/**']

/** What ran a stage to its end with a failure other than a test's. */
export class Broken extends Error {}

/** The stages of building and testing a checkout. Each gives the first test that failed, or null. */
export class Stages {
  #checkout
  #toolchain

  constructor(checkout) {
    this.#checkout = checkout
  }

  /** The tests of the crates, optimised: that compiles as fast, and runs twenty times as fast. */
  async cargo() {
    const names = ['TEST', 'DEV'].flatMap((profile) => [`CARGO_PROFILE_${profile}_OPT_LEVEL`])
    const env = { ...this.#rustEnvironment(), ...Object.fromEntries(names.map((name) => [name, '2'])) }
    const command = ['test', '--manifest-path', 'crates/Cargo.toml', '--workspace', '--lib', '--locked']
    await this.#succeeds('cargo', [...command, '--no-run'], env)
    const { code, output, hung } = await this.#run('cargo', command, env)
    if (code === 0) return null
    if (hung) return 'cargo test, which does not end'
    const failed = /^test (\S+) \.\.\. FAILED$/m.exec(output)
    return failed === null ? 'cargo test, which crashes' : `cargo test: ${failed[1]}`
  }

  async wasm() {
    await this.#succeeds(process.execPath, ['scripts/build-wasm.mjs'], this.#rustEnvironment())
  }

  restoreWasm() {
    this.#checkout.restore(wasmFolder)
  }

  async package() {
    await this.#succeeds(process.execPath, ['scripts/build.mjs'], process.env)
  }

  /** The tests near a file, then all others. */
  async vitest(file) {
    const folder = file.startsWith('crates/') ? 'crates' : file.split('/')[1]
    const first = (near[folder] ?? []).map((name) => `test/${name}/`)
    return (first.length === 0 ? null : await this.#vitest(first)) ?? (await this.everyTest())
  }

  everyTest() {
    return this.#vitest([])
  }

  async #vitest(filters) {
    const report = join(this.#checkout.root, 'report.json')
    rmSync(report, { force: true })
    const reporting = ['--reporter=json', `--outputFile.json=${report}`]
    // A bug fails again; a test of time on a busy machine hardly ever.
    const options = ['--bail=1', '--retry=2', '--no-cache', ...reporting, ...excluded, ...filters]
    const { code, output, hung } = await this.#run(process.execPath, [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...options,
    ])
    if (code === 0) return null
    if (hung) return 'vitest, which does not end'
    if (!existsSync(report)) return `vitest, which crashes: ${lastLine(output)}`
    return firstFailure(JSON.parse(readFileSync(report, 'utf8')), this.#checkout.root) ?? 'vitest: an unhandled error'
  }

  #rustEnvironment() {
    this.#toolchain ??= rustToolchain(this.#checkout.root)
    return { ...this.#toolchain.env, CARGO_TARGET_DIR: this.#checkout.targetFolder }
  }

  #run(command, args, env = process.env) {
    return runToEnd(command, args, { cwd: this.#checkout.root, env })
  }

  async #succeeds(command, args, env) {
    const { code, output } = await this.#run(command, args, env)
    if (code !== 0) throw new Broken(`${command} ${args.join(' ')} failed:\n${output.slice(-3000)}`)
  }
}

function firstFailure({ testResults }, root) {
  const failed = testResults.filter(({ status }) => status === 'failed')
  const path = ({ name }) => relative(root, name)
  for (const file of failed) {
    const test = file.assertionResults.find(({ status }) => status === 'failed')
    if (test !== undefined) return `${path(file)}: ${test.fullName}`
  }
  return failed.length === 0 ? null : `${path(failed[0])}, which cannot be loaded`
}

function lastLine(output) {
  return output.trimEnd().split('\n').at(-1)
}
