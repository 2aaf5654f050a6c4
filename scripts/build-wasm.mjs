// Builds the core's WebAssembly from crates/: `npm run wasm [-- --out DIR]`. The table of builds is wasm/builds.mjs.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { remappedFolders, run, rustToolchain } from './rust-toolchain.mjs'
import { builds, rustFlags, wasmFolder, wasmOptFlags } from './wasm/builds.mjs'
import { dropGlue } from './wasm/drop-glue.mjs'
import { wasmLeaks } from './wasm/leaks.mjs'
import { orderFunctions } from './wasm/order-functions.mjs'
import { orderVariables } from './wasm/order-variables.mjs'
import { sourceHash } from './wasm/source-hash.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const { values: options } = parseArgs({ options: { out: { type: 'string', default: join(root, wasmFolder) } } })
const out = resolve(options.out)
const toolchain = rustToolchain(root)

/** Builds one line of the table into `folder`, under its own names and without names or tools inside. */
function build({ name, targetFeatures, cargoFeatures, beside }, folder) {
  const made = join(folder, 'made')
  const flags = [
    ...rustFlags,
    ...(beside === undefined ? [] : linkedBehind(join(folder, `${beside}.wasm`))),
    ...['-C', `target-feature=${targetFeatures.map((feature) => `+${feature}`).join(',')}`],
    ...remappedFolders(root, toolchain.rustSource).map(([from, to]) => `--remap-path-prefix=${from}=${to}`),
  ]
  const env = { ...toolchain.env, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') }
  const features = ['--no-default-features', '--features', cargoFeatures.join(',')]
  const pack = ['--mode', 'force', '--release', '--target', 'web', '--no-pack', '--no-opt', '--out-name', name]
  // `force` skips wasm-pack's search for an installed target, which Debian's compiler has not.
  run(
    'wasm-pack',
    [
      'build',
      'crates/bindings',
      ...pack,
      '--out-dir',
      made,
      '--',
      '--locked',
      ...toolchain.cargoArguments,
      ...features,
    ],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const wasm = join(folder, `${name}.wasm`)
  const linked = join(made, `${name}_bg.wasm`)
  writeFileSync(linked, dropGlue(readFileSync(linked)))
  const strip = ['--strip-debug', '--strip-producers', '--strip-target-features']
  run('wasm-opt', [linked, '-o', wasm, ...wasmOptFlags, ...strip], { env })
  writeFileSync(wasm, orderVariables(orderFunctions(readFileSync(wasm))))
  const glue = readFileSync(join(made, `${name}.js`), 'utf8')
  writeFileSync(join(folder, `${name}.js`), glue.replaceAll(`${name}_bg.wasm`, `${name}.wasm`))
  copyFileSync(join(made, `${name}.d.ts`), join(folder, `${name}.d.ts`))
  rmSync(made, { recursive: true })
  return ['wasm', 'js', 'd.ts'].map((extension) => `${name}.${extension}`)
}

/** Linker arguments for a module that imports the memory of another and lays its own data behind that one's. */
function linkedBehind(file) {
  const module = new WebAssembly.Module(readFileSync(file))
  const imports = {}
  for (const each of WebAssembly.Module.imports(module)) imports[each.module] = { [each.name]: () => {} }
  const { exports } = new WebAssembly.Instance(module, imports)
  const arguments_ = ['--import-memory', `--global-base=${Math.ceil(exports.heap_base() / 65_536) * 65_536}`]
  return arguments_.flatMap((argument) => ['-C', `link-arg=${argument}`])
}

/** Size and hash of a file made; refuses one that tells of this machine. */
function described(folder, file) {
  const bytes = readFileSync(join(folder, file))
  const leaks = wasmLeaks(file, bytes, root)
  if (leaks.length > 0) throw new Error(`A built file tells of the machine that built it: ${leaks.join('; ')}`)
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

// Packages are fetched first: their folders must exist to be remapped.
run('cargo', ['fetch', '--quiet', '--manifest-path', join(root, 'crates/Cargo.toml')], { env: toolchain.env })
const sources = sourceHash(root)
const folder = mkdtempSync(join(tmpdir(), 'grad128-wasm-'))
try {
  const files = builds.flatMap((each) => build(each, folder))
  const record = {
    sources,
    versions: toolchain.versions,
    builds,
    rustFlags,
    wasmOptFlags,
    files: Object.fromEntries(files.map((file) => [file, described(folder, file)])),
  }
  if (sourceHash(root) !== sources) throw new Error('The Rust sources changed during the build: run it again')
  mkdirSync(out, { recursive: true })
  for (const file of files) copyFileSync(join(folder, file), join(out, file))
  writeFileSync(join(out, 'build.json'), `${JSON.stringify(record, null, 2)}\n`)
  for (const [file, { bytes }] of Object.entries(record.files)) console.log(`${file}: ${bytes} bytes`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
