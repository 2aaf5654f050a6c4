import { KINDS, LOCAL, readNumber, toFront, walkModule, writeNumber } from './walk-module.mjs'

/**
 * The bytes of WebAssembly modules, sorted by their kinds, which makes them a tenth smaller once packed: instructions
 * repeat each other more often than the variables do that they work on. Those are counted from the last one seen; a new
 * one is told by nothing but that it is new, where they are numbered in the order of their first use (`orderVariables`).
 * Lengths of functions are left out. `unsortModules` puts the modules together again.
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
      sized(walk) {
        const end = readNumber(read) + position
        walk()
        if (position !== end) throw new Error('A WebAssembly function is not as long as it says')
      },
      local(variables) {
        const place = variables.recent.indexOf(readNumber(read))
        if (place < 0) throw new Error('A WebAssembly function has more variables than its reader thinks')
        writeNumber(place === variables.seen ? 0 : place + 1, (byte) => kinds[LOCAL].push(byte))
        toFront(variables, place)
      },
    })
  }
  return kinds.map((bytes) => Buffer.from(bytes))
}
