import { readNumber, walkModule, writeNumber } from './walk-module.mjs'

/**
 * A WebAssembly module whose functions number their variables in the order of their first use, which is what packs best:
 * that a variable is new then says which one it is (`sortModules`). Parameters keep their numbers.
 *
 * @param {Buffer} module
 */
export function orderVariables(module) {
  let position = HEADER_BYTES
  const byte = () => module[position++]
  const number = () => readNumber(byte)
  const list = (read) => Array.from({ length: number() }, read)

  /** How many parameters each type of function takes, and each function. */
  let types = []
  let parameters = []
  const readType = () => {
    byte()
    const count = list(byte).length
    list(byte)
    return count
  }
  const readBody = (_, index) => {
    const end = number() + position
    const declared = list(() => Array(number()).fill(byte())).flat()
    const code = module.subarray(position, end)
    position = end
    return reordered(declared, parameters[index], code)
  }

  const sections = [module.subarray(0, HEADER_BYTES)]
  while (position < module.length) {
    const start = position
    const section = byte()
    const end = number() + position
    if (section === TYPES) types = list(readType)
    if (section === FUNCTIONS) parameters = list(() => types[number()])
    if (section === CODE) {
      const bodies = list(readBody)
      const content = Buffer.concat([bytesOf(bodies.length), ...bodies.map(sized)])
      sections.push(Buffer.of(CODE), sized(content))
    } else sections.push(module.subarray(start, end))
    position = end
  }
  return Buffer.concat(sections)
}

const HEADER_BYTES = 8
const TYPES = 1
const FUNCTIONS = 3
const CODE = 10

/** A function's declarations and instructions, with its variables in their new order. */
function reordered(declared, parameters, code) {
  const order = Array.from({ length: parameters }, (_, i) => i)
  walkCode(code, (variable) => {
    if (!order.includes(variable)) order.push(variable)
    return variable
  })
  for (let i = 0; i < declared.length; i++) if (!order.includes(parameters + i)) order.push(parameters + i)
  const runs = []
  for (const variable of order.slice(parameters)) {
    const type = declared[variable - parameters]
    if (runs.at(-1)?.type === type) runs.at(-1).count++
    else runs.push({ type, count: 1 })
  }
  const declarations = runs.flatMap(({ type, count }) => [bytesOf(count), Buffer.of(type)])
  const renamed = walkCode(code, (variable) => order.indexOf(variable))
  return Buffer.concat([bytesOf(runs.length), ...declarations, renamed])
}

/** Instructions, with their variables renamed. */
function walkCode(code, rename) {
  // As what a module has that is nothing but one function without declarations.
  const start = Buffer.from([...Array(HEADER_BYTES).fill(0), CODE, 0, 1, 0, 0])
  const module = Buffer.concat([start, code])
  const renamed = []
  let position = 0
  const read = () => module[position++]
  const next = () => {
    renamed.push(read())
    return renamed.at(-1)
  }
  walkModule({
    hasMore: () => position < module.length,
    next,
    sized(walk) {
      next()
      walk()
      if (position !== module.length)
        throw new Error('A WebAssembly function has instructions that its reader takes for others')
    },
    local: () => writeNumber(rename(readNumber(read)), (byte) => renamed.push(byte)),
  })
  return Buffer.from(renamed.slice(start.length))
}

function bytesOf(number) {
  const bytes = []
  writeNumber(number, (byte) => bytes.push(byte))
  return Buffer.from(bytes)
}

const sized = (content) => Buffer.concat([bytesOf(content.length), content])
