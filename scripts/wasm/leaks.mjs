import { homedir } from 'node:os'

/** Traces of a building machine that a published file must not hold, wherever it was built. */
const traces = ['/root', '/usr', '/home', '/tmp', '/Users', 'C:\\', '.cargo', '.rustup', 'registry', 'index.crates']

/** Custom sections that tell names and tools; the engine needs none of them. */
const sections = ['name', 'producers', '.debug_info', '.debug_str', 'sourceMappingURL']

/** What of the building machine the file still tells: a list of findings, empty when clean. */
export function wasmLeaks(name, bytes, root) {
  const found = [...traces, homedir(), root]
    .filter((trace) => trace.length > 1 && bytes.includes(trace))
    .map((trace) => `${name} holds '${trace}'`)
  if (!name.endsWith('.wasm')) return found
  const named = customSections(bytes).filter((section) => sections.includes(section))
  return [...found, ...named.map((section) => `${name} has the custom section '${section}'`)]
}

/** Names of a module's custom sections, read without compiling it: this engine may lack what it needs. */
function customSections(bytes) {
  const names = []
  let at = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const id = bytes[at++]
    const length = number()
    const end = at + length
    if (id === 0) {
      const size = number()
      names.push(bytes.toString('utf8', at, at + size))
    }
    at = end
  }
  return names
}
