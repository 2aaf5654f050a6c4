import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

// What packs and what unpacks go through modules in one way, which is written in TypeScript.
const [from, to] = ['../../ts/runtime/unpack/walk-module.ts', '../../node_modules/.cache/grad128/walk-module.mjs'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
)
buildSync({ entryPoints: [from], outfile: to, bundle: true, format: 'esm' })

export const { INSTRUCTION, KINDS, LOCAL, readNumber, toFront, walkModule, writeNumber } = await import(
  pathToFileURL(to)
)
