import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { version } from '../../ts/runtime/version.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const filesBelow = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => ending.test(path) && !/node_modules|[/\\](dist|target|data|wasm|__snapshots__)[/\\]/.test(path))

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

/** Every import between files of ts/. */
const imports: Import[] = filesBelow('ts', /\.ts$/).flatMap((from) =>
  [...read(from).matchAll(/^(?:import|export)\s([^'";]*?from\s+)?'(\.[^']+)'/gms)].map((match) => ({
    from,
    to: normalize(join(dirname(from), (match[2] as string).replace(/\.js$/, '.ts'))),
    typeOnly: /^(import|export) type\s/.test(match[0]),
  })),
)

/** What each folder may import from, besides itself, errors.ts and options.ts. */
const below: Record<string, readonly string[]> = {
  runtime: [],
  tensor: ['runtime'],
  autograd: ['runtime', 'tensor'],
  ops: ['runtime', 'tensor', 'autograd'],
  nn: ['runtime', 'tensor', 'autograd', 'ops'],
  optim: ['runtime', 'tensor', 'autograd', 'ops', 'nn'],
  data: ['runtime', 'tensor', 'autograd', 'ops', 'nn'],
  io: ['runtime', 'tensor', 'autograd', 'nn'],
  plot: ['tensor'],
  train: ['runtime', 'tensor', 'autograd', 'ops', 'nn', 'optim', 'data', 'io', 'plot'],
}

const folderOf = (path: string) => path.split(/[/\\]/)[1] as string

describe('the house', () => {
  test('is entered from below only: imports go downwards', () => {
    expect(imports.length).toBeGreaterThan(300)
    const upwards = imports.filter(({ from, to }) => {
      const [here, there] = [folderOf(from), folderOf(to)]
      if (here === 'index.ts' || there === 'errors.ts' || there === 'options.ts') return false
      return here !== there && !(below[here] ?? []).includes(there)
    })
    expect(upwards.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  test('has no circle of files', () => {
    const next = new Map<string, string[]>()
    for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const to of next.get(file) ?? []) visit(to, [...path, file])
      done.add(file)
    }
    for (const file of next.keys()) visit(file, [])
    expect(circles).toEqual([])
  })

  test('touches wasm in one folder', () => {
    const outside = filesBelow('ts', /\.ts$/).filter(
      (path) => folderOf(path) !== 'runtime' && /\/wasm\//.test(read(path)),
    )
    expect(outside).toEqual([])
  })

  test('has no room too large to be read', () => {
    const sources = ['ts', 'crates', 'scripts', 'examples', 'bench', 'test'].flatMap((folder) =>
      filesBelow(folder, /\.(ts|mjs|rs|py|sh)$/),
    )
    const long = sources.filter((path) => read(path).split('\n').length > 301)
    expect(long).toEqual([])
  })

  test('says one version', () => {
    expect(version).toBe(JSON.parse(read('package.json')).version)
  })
})
