import { sum } from './parts.js'
import { LOCAL, readNumber, toFront, walkModule, writeNumber } from './walk-module.js'

/**
 * WebAssembly modules one behind the other, put together from their bytes sorted by kind (`scripts/wasm/sort-modules.mjs`).
 *
 * @param kinds bytes of each kind
 * @param lengths bytes of each module
 */
export function unsortModules(
  sorted: Uint8Array,
  kinds: readonly number[],
  lengths: readonly number[],
): Uint8Array<ArrayBuffer> {
  const modules = new Uint8Array(sum(lengths))
  const reads = kinds.map((_, kind) => sum(kinds.slice(0, kind)))
  let written = 0
  const put = (byte: number): void => {
    modules[written++] = byte
  }
  const read = (kind: number): number => sorted[(reads[kind] as number)++] as number
  let end = 0
  for (const length of lengths) {
    end += length
    walkModule({
      hasMore: () => written < end,
      next(kind) {
        const byte = read(kind)
        put(byte)
        return byte
      },
      sized(walk) {
        const start = written
        walk()
        const length = written - start
        const body = modules.slice(start, written)
        written = start
        writeNumber(length, put)
        modules.set(body, written)
        written += length
      },
      local(variables) {
        const code = readNumber(read, LOCAL)
        writeNumber(toFront(variables, code === 0 ? variables.seen : code - 1), put)
      },
    })
  }
  return modules
}
