import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

/** What packs and what unpacks go through modules in one way, which is written in TypeScript. */
const [from, to] = ['../ts/runtime/unpack/walk-module.ts', '../node_modules/.cache/grad128/walk-module.mjs'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
)
buildSync({ entryPoints: [from], outfile: to, bundle: true, format: 'esm' })
const { KINDS, LOCAL, readNumber, toFront, walkModule, writeNumber } = await import(pathToFileURL(to))

/**
 * The bytes of WebAssembly modules, sorted by their kinds, which makes them a tenth smaller once packed: instructions
 * repeat each other more often than the variables do that they work on. Those are counted from the last one seen.
 * `unsortModules` puts the modules together again.
 *
 * @param {readonly Buffer[]} modules
 */
export function sortModules(modules) {
  const kinds = Array.from({ length: KINDS }, () => [])
  for (const module of modules) {
    let position = 0
    const read = () => {
      if (position === module.length) throw new Error('A WebAssembly module cannot be read to its end')
      return module[position++]
    }
    walkModule({
      hasMore: () => position < module.length,
      next(kind) {
        const byte = read()
        kinds[kind].push(byte)
        return byte
      },
      local(recent) {
        const place = recent.indexOf(readNumber(read))
        if (place < 0) throw new Error('A WebAssembly function has more variables than its reader thinks')
        writeNumber(place, (byte) => kinds[LOCAL].push(byte))
        toFront(recent, place)
      },
    })
  }
  return kinds.map((bytes) => Buffer.from(bytes))
}
