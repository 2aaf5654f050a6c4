import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import commonjs from '@rollup/plugin-commonjs'
import nodeResolve from '@rollup/plugin-node-resolve'
import esbuild from 'rollup-plugin-esbuild'
import license from 'rollup-plugin-license'
import { isPacker, pack } from './scripts/wasm/pack.mjs'

/** Public entries: the package and its subpaths. */
const input = {
  index: 'ts/index.ts',
  ...Object.fromEntries(
    ['nn', 'optim', 'data', 'train', 'io', 'plot'].map((name) => [`${name}/index`, `ts/${name}/index.ts`]),
  ),
}

/**
 * What differs between Node and browsers, of which "imports" in each bundle's package.json picks one, and what is loaded
 * when it is asked for.
 */
const inner = Object.fromEntries(
  [
    'runtime/wasm-node',
    'runtime/wasm-browser',
    'io/node-files',
    'io/browser-files',
    'train/terminal-progress',
    'train/plain-progress',
    'plot/load-svg-node',
    'plot/load-svg-browser',
    'data/datasets/on-demand',
  ].map((name) => [name, `ts/${name}.ts`]),
)

/** What stands in the place of a file in the double-precision bundle. */
const doubled = (file) => file.replace(/\.ts$/, '.float64.ts')

/** For the float64 bundle: files that have a double-precision counterpart give way to it. */
const inDoublePrecision = {
  name: 'double-precision',
  async resolveId(source, importer) {
    if (importer !== undefined && !source.startsWith('.')) return null
    const resolved = await this.resolve(source, importer, { skipSelf: true })
    return resolved !== null && existsSync(doubled(resolved.id)) ? doubled(resolved.id) : resolved
  },
}

/**
 * The main entry takes what stands under a name of its own, as `nn`, from the file that users import it from: left as an
 * import, bundlers see which of its members a program uses.
 */
const namespaces = {
  name: 'namespaces',
  resolveId(source, importer = '') {
    const isNamespace = /[/\\]ts[/\\]index\.ts$/.test(importer) && /^\.\/\w+\/index\.js$/.test(source)
    return isNamespace && source !== './ops/index.js' ? { id: source, external: 'absolute' } : null
  },
}

/** Writes wasm files into the code, so that every environment can load them at once, without paths or requests. */
const inlineWasm = {
  name: 'inline-wasm',
  resolveId: (source, importer) => (isPacker(source.split('?')[1] ?? '') ? join(dirname(importer), source) : null),
  load(id) {
    const [path, packer = ''] = id.split('?')
    if (!isPacker(packer)) return null
    const files = basename(path)
      .split('+')
      .map((name) => readFileSync(join(dirname(path), `${name}.wasm`)))
    const packed = { ...pack(files, packer), lengths: files.map(({ length }) => length) }
    return Object.entries(packed)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
      .join('\n')
  },
}

const entries = [...Object.values(input), ...Object.values(inner)]

function isShared(id) {
  const isOnDemand = /[/\\]ts[/\\](data[/\\]datasets[/\\](?!datasets\.ts)|train[/\\]progress-text)/.test(id)
  const isPlatform = /[/\\]ts[/\\]runtime[/\\](unpack|wasm-)|\?/.test(id)
  return id.includes('/ts/') && !isOnDemand && !isPlatform && !entries.some((file) => id.endsWith(`/${file}`))
}

/** Writes down the licences of what is bundled, as they ask for. */
function licences(file) {
  return license({ thirdParty: { output: { file, template: licenceText } } })
}

function licenceText(dependencies) {
  return dependencies
    .map(({ name, version, licenseText }) => `${name} ${version}\n\n${licenseText}\n`)
    .join('\n---\n\n')
}

/** A field without a value is a type, not code. The same stands in ts/tsconfig.json. */
const tsconfigRaw = { compilerOptions: { useDefineForClassFields: false } }

const formats = { es: 'esm', cjs: 'cjs' }

/** What draws SVG, with the plotting library: it shares nothing with the rest, so that any module format can load it. */
function drawing(dir) {
  return {
    input: 'ts/plot/svg/svg.ts',
    output: Object.entries(formats).map(([format, folder]) => ({ file: `${dir}/${folder}/plot/svg.js`, format })),
    plugins: [
      nodeResolve({ extensions: ['.ts', '.js', '.mjs'] }),
      esbuild({ target: 'es2022', tsconfig: false }),
      licences(`${dir}/licences-of-plot.txt`),
    ],
  }
}

function bundle(dir, extraPlugins) {
  return {
    input: { ...input, ...inner },
    output: Object.entries(formats).map(([format, folder]) => ({
      dir: `${dir}/${folder}`,
      format,
      entryFileNames: '[name].js',
      chunkFileNames: 'shared/[name].js',
      exports: 'named',
      // What all entries share is one chunk: there is one memory and one tape, whoever imports what.
      onlyExplicitManualChunks: true,
      manualChunks: (id) => (isShared(id) ? 'core' : undefined),
      sourcemap: false,
      hoistTransitiveImports: false,
      interop: (id) => (id?.startsWith('.') ? 'esModule' : 'default'),
    })),
    external: [/^node:/, /^#/],
    plugins: [
      namespaces,
      inlineWasm,
      ...extraPlugins,
      nodeResolve({ extensions: ['.ts', '.js', '.mjs'] }),
      commonjs(),
      esbuild({ target: 'es2022', tsconfig: false, tsconfigRaw }),
      licences(`${dir}/licences.txt`),
    ],
  }
}

export default [
  bundle('dist', []),
  bundle('dist/float64', [inDoublePrecision]),
  drawing('dist'),
  drawing('dist/float64'),
]
