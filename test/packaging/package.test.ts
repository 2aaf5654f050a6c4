import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const subpaths = ['nn', 'optim', 'data', 'train', 'io', 'plot']

/** A project of somebody else, with the packed package installed. */
let project: string

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'grad128-package-'))
  const options = ['pack', '--ignore-scripts', '--json', '--pack-destination', project]
  const [packed] = JSON.parse(execFileSync('npm', options, { cwd: root, encoding: 'utf8' }))
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n')
  const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${packed.filename}`]
  execFileSync('npm', install, { cwd: project, stdio: 'ignore' })
}, 60_000)

afterAll(() => rmSync(project, { recursive: true, force: true }))

function run(name: string, source: string): string {
  const file = join(project, name)
  writeFileSync(file, source)
  return execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }).trim()
}

/** What a program prints that was bundled for browsers. */
function bundledForBrowsers(name: string, source: string): string {
  const [entry, outfile] = [join(project, `${name}-source.mjs`), join(project, `${name}.mjs`)]
  writeFileSync(entry, source)
  buildSync({ bundle: true, format: 'esm', platform: 'browser', entryPoints: [entry], outfile })
  return execFileSync(process.execPath, [outfile], { encoding: 'utf8' }).trim()
}

const training = `
  g.manualSeed(7)
  const model = new g.nn.Sequential(new g.nn.Linear(3, 8), new g.nn.Tanh(), new g.nn.Linear(8, 2))
  const optimizer = new g.optim.Adam(model.parameters(), { lr: 0.05 })
  const x = g.tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
  const y = g.tensor(new Int32Array([0, 1, 0]))
  const losses = []
  for (let i = 0; i < 10; i++) {
    const loss = g.nn.functional.crossEntropy(model.forward(x), y)
    optimizer.zeroGrad(); loss.backward(); optimizer.step()
    losses.push(loss)
  }
  console.log(losses.map((loss) => loss.item()).join(' '))
`

describe('the packed package', () => {
  test('trains, imported or required, to the same bits', () => {
    const imported = run('train.mjs', `import * as g from 'grad128'\n${training}`)
    const required = run('train.cjs', `const g = require('grad128')\n${training}`)
    const losses = imported.split(' ').map(Number)
    expect(losses).toHaveLength(10)
    expect(losses[9]).toBeLessThan((losses[0] as number) * 0.8)
    expect(required).toBe(imported)
  })

  test('shares one tensor between its subpaths, in both formats', () => {
    const check = subpaths
      .map((name) => `Object.keys(${name}).every((key) => ${name}[key] === g.${name}[key])`)
      .join(' && ')
    const imports = subpaths.map((name) => `import * as ${name} from 'grad128/${name}'`).join('\n')
    const requires = subpaths.map((name) => `const ${name} = require('grad128/${name}')`).join('\n')
    expect(run('paths.mjs', `import * as g from 'grad128'\n${imports}\nconsole.log(${check})`)).toBe('true')
    expect(run('paths.cjs', `const g = require('grad128')\n${requires}\nconsole.log(${check})`)).toBe('true')
  })

  test('computes the same bits in a browser, where the core is packed in another way', () => {
    const bundled = bundledForBrowsers('browser', `import * as g from 'grad128'\n${training}`)
    expect(bundled).toBe(run('train.mjs', `import * as g from 'grad128'\n${training}`))
    const double = "import { tensor, backendInfo } from 'grad128/float64'\nconsole.log(tensor(0.1).add(0.2).item())"
    expect(bundledForBrowsers('browser-64', double)).toBe(`${0.1 + 0.2}`)
  })

  test('computes in double precision under its own name', () => {
    const source =
      "import { tensor, backendInfo } from 'grad128/float64'\nconsole.log(tensor(0.1).add(0.2).item(), backendInfo().tier)"
    expect(run('double.mjs', source)).toBe(`${0.1 + 0.2} float64`)
  })

  test('draws a progress bar and writes files without another package', () => {
    const source = `import { data, io, nn, optim, train, tensor } from 'grad128'
      const set = new data.TensorDataset(tensor([[1], [2]]), tensor([[2], [4]]))
      const model = new nn.Linear(1, 1)
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
      await train.fit(model, { train: new data.DataLoader(set), optimizer, loss: nn.functional.mseLoss, epochs: 2, callbacks: [train.progressBar({ stream: process.stdout })] })
      await io.saveSafetensors('weights.safetensors', model.stateDict())
      const loaded = await io.loadSafetensors('weights.safetensors')
      console.log(Object.keys(loaded).join(' '), loaded.weight.item() === model.weight.item())`
    expect(run('files.mjs', source)).toMatch(/bias weight true$/)
  })

  test('loads what draws SVG when it is first asked to draw, in both formats', () => {
    const use = `const loaded = () => Object.keys(require.cache).some((file) => /plot.svg\\.js$/.test(file))
      const before = loaded()
      console.log(before, plot.lines([1, 2]).slice(0, 4), loaded())`
    const required = `const { plot } = require('grad128')\n${use}`
    const imported = `import { createRequire } from 'node:module'
      import { plot } from 'grad128'
      const require = createRequire(import.meta.url)\n${use}`
    expect(run('draw.cjs', required)).toBe('false <svg true')
    expect(run('draw.mjs', imported)).toBe('false <svg true')
    expect(run('draw-64.mjs', imported.replace("'grad128'", "'grad128/float64'"))).toBe('false <svg true')
  })

  test('draws SVG in a browser once grad128/plot is imported, and says so before', () => {
    const draw = `import { plot } from 'grad128'
      try { console.log(plot.lines([1, 2]).slice(0, 4)) } catch (error) { console.log(error.name, error.message) }`
    const refusal = /^UnavailableError plot.lines: expected 'grad128\/plot' to be imported/
    expect(bundledForBrowsers('without', draw)).toMatch(refusal)
    expect(bundledForBrowsers('with', `import 'grad128/plot'\n${draw}`)).toBe('<svg')
  })

  test('has types that a strict project accepts, in both formats', () => {
    const body = `const model: nn.Module = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU())
      const y: Tensor = tensor([[1, 2]], { requiresGrad: true }).matmul(tensor([[1], [2]])).sum({ dim: 0 })
      const { values, indices } = y.max({ dim: 0 })
      const best: Tensor = y.max()
      export const svg: string = plot.lines({ loss: [1, 2] }, { title: 'Loss' }) + plot.heatmap(y)
      export const numbers: number = best.item() + values.item() + indices.item() + model.parameters().length`
    writeFileSync(join(project, 'use.mts'), `import { nn, plot, type Tensor, tensor } from 'grad128'\n${body}`)
    writeFileSync(join(project, 'use.cts'), `import { nn, plot, type Tensor, tensor } from 'grad128'\n${body}`)
    for (const [module, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      const files = module === 'nodenext' ? ['use.mts', 'use.cts'] : ['use.mts']
      const options = [
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--module',
        module,
        '--moduleResolution',
        resolution,
      ]
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const lib = ['--lib', 'es2023,dom,esnext.disposable', '--types', '']
      execFileSync(process.execPath, [tsc, ...options, ...lib, ...files], { cwd: project, encoding: 'utf8' })
    }
  })

  /** What a page loads of a program, minified and compressed: what it imports on demand is not among it. */
  function bytesLoaded(entry: string, name: string): number {
    const outdir = join(project, name)
    const options = { bundle: true, minify: true, write: false, format: 'esm', platform: 'browser' } as const
    const { outputFiles, metafile } = buildSync({
      ...options,
      ...{ splitting: true, metafile: true, outdir, entryPoints: [entry] },
    })
    const loaded = new Set<string>()
    const load = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      const { imports } = metafile.outputs[file] as { imports: { path: string; kind: string }[] }
      for (const { path, kind } of imports) if (kind === 'import-statement') load(path)
    }
    const first = join(outdir, basename(entry).replace(/\.mjs$/, '.js'))
    load(relative(process.cwd(), first).replaceAll('\\', '/'))
    const paths = new Set([...loaded].map((file) => resolve(file)))
    const files = outputFiles.filter(({ path }) => paths.has(path))
    expect(files).toHaveLength(loaded.size)
    return files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
  }

  test('is at most 150 KB for a browser, minified and compressed, with all of its WebAssembly', () => {
    const size = bytesLoaded(join(project, 'node_modules/grad128/dist/esm/index.js'), 'whole')
    expect(size).toBeGreaterThan(100_000)
    expect(size).toBeLessThan(150_000)
  })

  test('is at most 110 KB for a program that names what it uses', () => {
    const entry = join(project, 'small.mjs')
    const source = `
      import { tensor } from 'grad128'
      import { Linear, MSELoss, ReLU, Sequential } from 'grad128/nn'
      import { SGD } from 'grad128/optim'
      const model = new Sequential(new Linear(2, 8), new ReLU(), new Linear(8, 1))
      const optimizer = new SGD(model.parameters(), { lr: 0.1 })
      const loss = new MSELoss().forward(model.forward(tensor([[1, 2]])), tensor([[1]]))
      loss.backward()
      optimizer.step()
      console.log(loss.item())`
    writeFileSync(entry, source)
    const size = bytesLoaded(entry, 'small')
    expect(size).toBeGreaterThan(80_000)
    expect(size).toBeLessThan(110_000)
  })

  test('carries the licences of what is bundled with it', () => {
    const dist = join(project, 'node_modules/grad128/dist')
    const [main, plot] = ['licences.txt', 'licences-of-plot.txt'].map((name) => readFileSync(join(dist, name), 'utf8'))
    expect(main).toMatch(/^cli-progress \d/m)
    for (const name of ['d3-scale', 'd3-shape', 'd3-scale-chromatic', 'fast-png', 'fflate']) {
      expect(plot).toMatch(new RegExp(`^${name} \\d`, 'm'))
    }
    expect(`${main}${plot}`).not.toContain('null')
  })

  test('holds nothing but what it needs, and no folder of the machine that built it', () => {
    expect(manifest.dependencies).toBeUndefined()
    const files = readdirSync(join(project, 'node_modules/grad128'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => !/^(dist|LICENSE|README\.md|package\.json)/.test(name))).toEqual([])
    const told = files.filter(
      (name) =>
        /\.(js|ts|json)$/.test(name) &&
        readFileSync(join(project, 'node_modules/grad128', name), 'utf8').includes(root),
    )
    expect(told).toEqual([])
  })
})
