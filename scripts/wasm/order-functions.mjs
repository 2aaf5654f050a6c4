import binaryen from 'binaryen'
import { INSTRUCTION, readNumber, walkModule } from './walk-module.mjs'

/**
 * A WebAssembly module whose functions stand beside those that they resemble, which packs best: each is followed by the
 * one, of those that are left, with which it shares the largest part of its runs of instructions.
 *
 * @param {Uint8Array} bytes
 */
export function orderFunctions(bytes) {
  const module = binaryen.readBinary(bytes)
  const runs = runsOfInstructions(bytes)
  const functions = Array.from({ length: module.getNumFunctions() }, (_, i) => module.getFunctionByIndex(i))
    .map((reference) => binaryen.getFunctionInfo(reference))
    .filter(({ module: from }) => from === '')
    .map((info, i) => ({ ...info, runs: runs[i] }))
  for (const { name, params, results, vars, body } of byResemblance(functions)) {
    module.removeFunction(name)
    module.addFunction(name, params, results, vars, body)
  }
  return Buffer.from(module.emitBinary())
}

function byResemblance([first, ...left]) {
  const order = [first]
  while (left.length > 0) {
    const shares = left.map(({ runs }) => shareOf(order.at(-1).runs, runs))
    order.push(...left.splice(shares.indexOf(Math.max(...shares)), 1))
  }
  return order
}

/** What two sets have in common, of what is in either. */
function shareOf(a, b) {
  let common = 0
  for (const each of a) if (b.has(each)) common++
  return common / (a.size + b.size - common + 1)
}

/** For each function, its instructions six by six. */
function runsOfInstructions(module) {
  const functions = []
  let instructions = []
  let position = 0
  const read = () => module[position++]
  walkModule({
    hasMore: () => position < module.length,
    next(kind) {
      const byte = read()
      if (kind === INSTRUCTION) instructions.push(byte)
      return byte
    },
    sized(walk) {
      instructions = []
      readNumber(read)
      walk()
      functions.push(new Set(instructions.map((_, i) => instructions.slice(i, i + RUN).join(' '))))
    },
    local: () => readNumber(read),
  })
  return functions
}

const RUN = 6
