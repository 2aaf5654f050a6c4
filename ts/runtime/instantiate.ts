import type { Kernels } from './kernels.js'

/** The kernels of a module, and the memory in which they compute. */
export type Instance = Kernels & { readonly memory: WebAssembly.Memory }

/**
 * Compiles and starts a module of kernels. They take and give numbers alone, so that nothing needs to be translated on
 * the way: of what wasm-bindgen generates only the types are used, and what the module imports for it does nothing.
 *
 * @param memory where the module computes, if it has none of its own
 */
export function instantiate(bytes: BufferSource, memory?: WebAssembly.Memory): Instance {
  const module = new WebAssembly.Module(bytes)
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {}
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {}
    imports[from][name] = kind === 'memory' && memory !== undefined ? memory : () => {}
  }
  return new WebAssembly.Instance(module, imports).exports as unknown as Instance
}
