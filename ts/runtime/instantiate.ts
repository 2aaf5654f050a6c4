import type { Kernels } from './kernels.js'

/** The kernels of a module, and the memory in which they compute. */
export type Instance = Kernels & { readonly memory: WebAssembly.Memory }

/**
 * Compiles and starts a module of kernels. They take and give numbers alone, so that nothing needs to be translated on
 * the way: of what wasm-bindgen generates only the types are used.
 *
 * @param memory where the module computes, if it has none of its own; it imports nothing else
 */
export function instantiate(bytes: BufferSource, memory?: WebAssembly.Memory): Instance {
  const module = new WebAssembly.Module(bytes)
  const imports: WebAssembly.Imports = {}
  if (memory !== undefined) {
    for (const { module: from, name } of WebAssembly.Module.imports(module)) imports[from] = { [name]: memory }
  }
  return new WebAssembly.Instance(module, imports).exports as unknown as Instance
}
