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
  const module = new WebAssembly.Module(bytes)
  const named = sections.filter((section) => WebAssembly.Module.customSections(module, section).length > 0)
  return [...found, ...named.map((section) => `${name} has the custom section '${section}'`)]
}
